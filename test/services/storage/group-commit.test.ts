import { expect } from '@open-wc/testing';
import { GroupCommit } from '../../../services/storage/group-commit.ts';

/** A database that writes when told, and refuses what says so. */
class SlowDatabase {
  readonly written: (readonly string[])[] = [];
  readonly group = new GroupCommit<string>((jobs) => this.write(jobs));
  private readonly underWay: (() => void)[] = [];

  /** Ends writes until nothing is left. */
  async finish(): Promise<void> {
    for (let write = this.underWay.shift(); write; write = this.underWay.shift()) {
      write();
      await new Promise((later) => setTimeout(later));
    }
  }

  private async write(jobs: readonly string[]): Promise<void> {
    this.written.push(jobs);
    await new Promise<void>((done) => this.underWay.push(done));
    const refused = jobs.find((job) => job.startsWith('refused'));
    if (refused !== undefined) throw new Error(refused);
  }
}

describe('work to be committed', () => {
  it('is committed at once where nothing else is, else together with all that came meanwhile', async () => {
    const database = new SlowDatabase();
    const done = ['a', 'b', 'c'].map((job) => database.group.run(job));
    await database.finish();
    await Promise.all(done);
    expect(database.written).to.deep.equal([['a'], ['b', 'c']]);
  });

  it('does not fail because something beside it does', async () => {
    const database = new SlowDatabase();
    const ended = ['a', 'b', 'refused: c', 'd'].map((job) =>
      database.group.run(job).then(
        () => `${job} done`,
        (error: unknown) => String(error),
      ),
    );
    await database.finish();
    expect(await Promise.all(ended)).to.deep.equal([
      ...['a done', 'b done'],
      'Error: refused: c',
      'd done',
    ]);
    const after = database.group.run('e');
    await database.finish();
    await after;
    expect(database.written.at(-1)).to.deep.equal(['e']);
  });
});
