import { expect } from '@open-wc/testing';
import { BehaviorSubject } from 'rxjs';
import sinon from 'sinon';
import { WorkerLetterRenderer } from '../../../services/letters/worker-letter-renderer.ts';
import { SAMPLE_LETTER } from './sample-letter.ts';

describe('the worker of the letters', () => {
  afterEach(() => {
    sinon.restore();
  });

  it('is ended when its letters are no longer wanted', async () => {
    const ended = sinon.spy(Worker.prototype, 'terminate');
    const url = new URL('./silent-worker.ts', import.meta.url);
    const renderer = new WorkerLetterRenderer(
      url,
      { write: () => undefined },
      new BehaviorSubject(false),
    );
    const asked = renderer.render(SAMPLE_LETTER);
    expect(ended.callCount).to.equal(0);
    renderer.dispose();
    await asked;
    expect(ended.callCount).to.equal(1);
  });
});
