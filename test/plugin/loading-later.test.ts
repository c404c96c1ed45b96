import { expect } from '@open-wc/testing';
import { useFakeTimers } from 'sinon';
import { container as root } from 'tsyringe';
import { loadingLater } from '../../plugin/loading-later.ts';
import { LOG, type Log } from '../../services/ports/remote-access.ts';

describe('a part that nobody waits for', () => {
  it('is asked for again a minute after it could not be loaded, which the log says', async () => {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const said: string[] = [];
    const container = root.createChildContainer();
    const log: Log = {
      write: (level, message, { part } = {}) => void said.push(`${level}: ${message}: ${part}`),
    };
    container.registerInstance(LOG, log);
    let tries = 0;
    const load = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new TypeError('no network')) : Promise.resolve('there');
    };
    const got: string[] = [];
    const following = loadingLater(container, 'reminders', load).subscribe((part) => {
      got.push(part);
    });
    try {
      await clock.tickAsync(59_999);
      expect({ tries, got, said }).to.deep.equal({
        tries: 1,
        got: [],
        said: ['warn: A part could not be loaded: reminders'],
      });
      await clock.tickAsync(1);
      expect({ tries, got }).to.deep.equal({ tries: 2, got: ['there'] });
    } finally {
      following.unsubscribe();
      clock.restore();
    }
  });
});
