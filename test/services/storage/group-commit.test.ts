import { expect } from '@open-wc/testing';
import { GroupCommit } from '../../../services/storage/group-commit.ts';
import { waitUntil } from '../../wait-until.ts';

/** A database whose first write takes until it is told to go on, and which refuses what says so. */
class SlowDatabase {
  readonly written: (readonly string[])[] = [];
  readonly group = new GroupCommit<string>((jobs) => this.write(jobs));
  private goOn: (() => void) | undefined;
  private readonly mayGoOn = new Promise<void>((goOn) => {
    this.goOn = goOn;
  });

  finish(): void {
    this.goOn?.();
  }

  private async write(jobs: readonly string[]): Promise<void> {
    this.written.push(jobs);
    await this.mayGoOn;
    const refused = jobs.find((job) => job.startsWith('refused'));
    if (refused !== undefined) throw new Error(refused);
  }
}

describe('work to be committed', () => {
  it('is committed together with what comes at the same moment, then with all that came meanwhile', async () => {
    const database = new SlowDatabase();
    const done = ['a', 'b'].map((job) => database.group.run(job));
    await waitUntil(() => database.written.length === 1, 'the first commit');
    done.push(...['c', 'd'].map((job) => database.group.run(job)));
    database.finish();
    await Promise.all(done);
    expect(database.written).to.deep.equal([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('does not fail because something beside it does', async () => {
    const database = new SlowDatabase();
    const ended = ['a', 'b', 'refused: c', 'd'].map((job) =>
      database.group.run(job).then(
        () => `${job} done`,
        (error: unknown) => String(error),
      ),
    );
    database.finish();
    expect(await Promise.all(ended)).to.deep.equal([
      ...['a done', 'b done'],
      'Error: refused: c',
      'd done',
    ]);
    await database.group.run('e');
    expect(database.written.at(-1)).to.deep.equal(['e']);
  });
});
