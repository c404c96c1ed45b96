// In a page of its own: what has been fetched before is not fetched again.
import { expect } from '@open-wc/testing';
import { BehaviorSubject } from 'rxjs';
import sinon from 'sinon';
import type { Result } from '../../../services/domain/result.ts';
import { LETTER_TIMEOUT } from '../../../services/letters/worker-letter-maker.ts';
import {
  WorkerLetterRenderer,
  letterWorkerUrl,
} from '../../../services/letters/worker-letter-renderer.ts';
import { letterRendererContract } from '../../contracts/letter-renderer-contract.ts';
import { FakeLetterRenderer } from '../../fakes/fake-letter-renderer.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { readPdf } from './read-pdf.ts';
import { SAMPLE_LETTER } from './sample-letter.ts';

const SILENT = new URL('./silent-worker.ts', import.meta.url);
const CRASHING = new URL('./crashing-worker.ts', import.meta.url);

let renderers: WorkerLetterRenderer[] = [];
let logged: unknown[][] = [];

function rendererAt(url: URL, atHand$ = new BehaviorSubject(false)): WorkerLetterRenderer {
  const log = {
    write: (...entry: unknown[]) => {
      logged.push(entry);
    },
  };
  const renderer = new WorkerLetterRenderer(url, log, atHand$);
  renderers.push(renderer);
  return renderer;
}

describe('letters made in a worker', () => {
  afterEach(() => {
    renderers.forEach((renderer) => {
      renderer.dispose();
    });
    renderers = [];
    logged = [];
    sinon.restore();
  });

  letterRendererContract('WorkerLetterRenderer', () =>
    Promise.resolve({ renderer: rendererAt(letterWorkerUrl), letter: SAMPLE_LETTER }),
  );
  letterRendererContract('FakeLetterRenderer', () =>
    Promise.resolve({ renderer: new FakeLetterRenderer(), letter: SAMPLE_LETTER }),
  );

  describe('WorkerLetterRenderer', () => {
    it('starts no worker before the first letter, and one for all', async () => {
      const started = sinon.spy(window, 'Worker');
      const renderer = rendererAt(letterWorkerUrl);
      expect(started.callCount).to.equal(0);
      await renderer.render(SAMPLE_LETTER);
      await renderer.render(SAMPLE_LETTER);
      expect(started.callCount).to.equal(1);
    });

    it('fetches what letters take before one is made, and says that one can be made without the network', async () => {
      const atHand$ = new BehaviorSubject(false);
      const renderer = rendererAt(letterWorkerUrl, atHand$);
      await renderer.prepare();
      expect(atHand$.value).to.equal(true);
      const started = sinon.spy(window, 'Worker');
      expect((await renderer.render(SAMPLE_LETTER)).ok).to.equal(true);
      expect(started.callCount, 'the worker that fetched it makes the letter').to.equal(0);
      renderer.dispose();
      expect(atHand$.value).to.equal(false);
    });

    it('does not say so when nothing could be fetched, nor once the worker has ended', async () => {
      const atHand$ = new BehaviorSubject(false);
      await rendererAt(new URL('./no-such-worker.js', import.meta.url), atHand$).prepare();
      expect(atHand$.value).to.equal(false);
      atHand$.next(true);
      expect((await rendererAt(CRASHING, atHand$).render(SAMPLE_LETTER)).ok).to.equal(false);
      expect(atHand$.value).to.equal(false);
    });

    it('makes the letter that was asked for', async () => {
      const made = await rendererAt(letterWorkerUrl).render(SAMPLE_LETTER);
      if (!made.ok) throw new Error(sentenceOf(made.failure.reason));
      const { document, text } = await readPdf(await made.value.arrayBuffer());
      await document.destroy();
      expect(text).to.contain('Siân Ó Dónaill').and.to.contain('CDFH-JKMN-PQRT-WXY2');
    });

    it('keeps jsPDF and the fonts off the page', async () => {
      performance.clearResourceTimings();
      await rendererAt(letterWorkerUrl).render(SAMPLE_LETTER);
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      expect(loaded.filter((name) => /\/jspdf-[\w-]+\.js|\.ttf/.test(name))).to.deep.equal([]);
      // As it is called where it does load.
      await import('jspdf');
      expect(
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('/jspdf-')),
      ).not.to.deep.equal([]);
    });

    it('lets the screen go on while a letter is made', async () => {
      const made = rendererAt(letterWorkerUrl).render(SAMPLE_LETTER);
      let frames = 0;
      const waiting = Symbol('still waiting');
      while ((await Promise.race([made, nextFrame(waiting)])) === waiting) frames += 1;
      expect((await made).ok).to.equal(true);
      expect(frames).to.be.above(2);
    });

    it('gives up a letter that takes too long, and starts afresh for the next', async () => {
      const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const started = sinon.spy(window, 'Worker');
      const renderer = rendererAt(SILENT);
      const first = renderer.render(SAMPLE_LETTER);
      clock.tick(LETTER_TIMEOUT);
      expect(whyNot(await first)).to.contain('too long');
      const second = renderer.render(SAMPLE_LETTER);
      expect(started.callCount).to.equal(2);
      clock.tick(LETTER_TIMEOUT);
      await second;
    });

    it('says that it stopped when the worker crashes, and logs no personal data', async () => {
      const renderer = rendererAt(CRASHING);
      const refused = await renderer.render(SAMPLE_LETTER);
      expect(refused).to.have.nested.property('failure.kind', 'letter-impossible');
      expect(whyNot(refused)).to.contain('stopped');
      expect(logged).to.deep.equal([['error', 'Letter worker ended', { reason: 'crash' }]]);
      expect(await renderer.render(SAMPLE_LETTER)).to.have.property('ok', false);
    });

    it('says that it could not be loaded when the script is not there', async () => {
      const refused = await rendererAt(new URL('./no-such-worker.js', import.meta.url)).render(
        SAMPLE_LETTER,
      );
      expect(whyNot(refused)).to.contain('could not be loaded');
    });

    it('says so when the page may not start it, as with a script of another origin', async () => {
      const refused = await rendererAt(new URL('https://elsewhere.example/w.js')).render(
        SAMPLE_LETTER,
      );
      expect(whyNot(refused)).to.contain('could not be loaded');
    });

    it('refuses letters in the making and later ones once disposed of', async () => {
      const renderer = rendererAt(SILENT);
      const waiting = renderer.render(SAMPLE_LETTER);
      renderer.dispose();
      expect(await waiting).to.have.nested.property('failure.kind', 'letter-impossible');
      expect(await renderer.render(SAMPLE_LETTER)).to.have.property('ok', false);
    });
  });

  /** What the person who waits for the letter reads. */
  function whyNot(made: Result<Blob>): string | false {
    return !made.ok && sentenceOf(made.failure.reason);
  }

  async function nextFrame<T>(value: T): Promise<T> {
    await new Promise(requestAnimationFrame);
    return value;
  }
});
