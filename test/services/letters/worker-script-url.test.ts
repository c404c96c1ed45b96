import { expect } from '@open-wc/testing';
import { letterWorkerUrl } from '../../../services/letters/worker-letter-renderer.ts';

const STRICT =
  "require-trusted-types-for 'script'; trusted-types online-services; worker-src 'self'";

describe('the letter worker under a strict Content-Security-Policy', () => {
  let frame: HTMLIFrameElement;

  afterEach(() => {
    frame.remove();
  });

  /** Starts the worker in a page with this policy; "started", or the name of the error. */
  async function start(policy: string): Promise<string> {
    frame = document.createElement('iframe');
    const module = new URL('../../../services/letters/worker-script-url.ts', import.meta.url).href;
    const script = `
      import { workerScriptUrl } from '${module}';
      const outcome = (() => {
        try {
          const start = () => new Worker(workerScriptUrl(new URL('${letterWorkerUrl.href}')), { type: 'module' }).terminate();
          start();
          start();
          return 'started';
        } catch (error) {
          return error.name;
        }
      })();
      parent.postMessage(outcome, '*');`;
    // eslint-disable-next-line no-restricted-syntax -- a page of its own, made to have another policy
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module">${script}</script>`;
    const outcome = new Promise<string>((resolve) => {
      addEventListener(
        'message',
        (event: MessageEvent<string>) => {
          resolve(event.data);
        },
        { once: true },
      );
    });
    document.body.append(frame);
    return outcome;
  }

  it('starts, as often as wanted, where the policy is allowed by name', async () => {
    expect(await start(STRICT)).to.equal('started');
  });

  it('does not start where the policy is not allowed', async () => {
    expect(await start(STRICT.replace('online-services', 'others'))).to.equal('TypeError');
  });
});
