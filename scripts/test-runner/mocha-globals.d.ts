// What Web Test Runner's mocha puts on the test page. Node's tests import theirs from `node:test`.

interface MochaContext {
  /** Gives this suite or test another time limit, in milliseconds. */
  timeout(milliseconds: number): void;
}

type MochaBody = (this: MochaContext) => void | Promise<void>;

/** A group of tests; its title reads as the start of a sentence. */
declare function describe(title: string, body: (this: MochaContext) => void): void;
/** One thing the user gets. */
declare function it(title: string, body: MochaBody): void;
/** Runs once before the tests of the enclosing group. */
declare function before(body: MochaBody): void;
/** Runs once after the tests of the enclosing group. */
declare function after(body: MochaBody): void;
/** Runs before each test of the enclosing group. */
declare function beforeEach(body: MochaBody): void;
/** Runs after each test of the enclosing group. */
declare function afterEach(body: MochaBody): void;
