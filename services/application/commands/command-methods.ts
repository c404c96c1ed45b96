import type { Result } from '../../domain/result.ts';
import type { Refusal } from './refusal.ts';

type Method = (input: unknown) => Promise<Result<unknown, Refusal>>;

/**
 * A verb and its object. Nothing else is a command, least of all what code asks of any object: `then`, `_$litType$`.
 */
const COMMAND_NAME = /^[a-z]+(?:[A-Z][a-z]+)+$/;

/**
 * The queries with a method for each command. Which there are is known to the types from the beginning, but to the
 * program only once commands have loaded: so whatever is named like a command is taken for one, and is looked up when
 * it is called.
 *
 * Screens hold the result, and other scripts of the page can take it from them: it is frozen and has nothing of who
 * answers.
 *
 * @returns the queries with the methods; who calls knows their types.
 */
export function withCommands(
  queries: object,
  perform: (name: string, input: unknown) => Promise<Result<unknown, Refusal>>,
): object {
  const methods = new Map<string, Method>();
  const methodOf = (name: string): Method => {
    const method = methods.get(name) ?? ((input) => perform(name, input));
    methods.set(name, method);
    return method;
  };
  const target = Object.freeze(Object.assign(Object.create(null) as object, queries));
  return new Proxy(target, {
    get: (held, name): unknown =>
      typeof name === 'string' && !(name in held) && COMMAND_NAME.test(name)
        ? methodOf(name)
        : Reflect.get(held, name),
  });
}
