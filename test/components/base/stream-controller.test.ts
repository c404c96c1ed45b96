import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import sinon from 'sinon';
import { BehaviorSubject, NEVER, Observable, of } from 'rxjs';
import { StreamController, type Stream } from '../../../components/base/stream-controller.ts';

class Follower extends LitElement {
  source: Stream<string> | undefined;
  readonly stream = new StreamController(this, () => this.source);

  protected override render(): TemplateResult {
    return html`${this.stream.stopped ? 'stopped' : this.stream.value}`;
  }
}
customElements.define('test-follower', Follower);

async function follow(source: Stream<string>): Promise<Follower> {
  return fixture<Follower>(html`<test-follower .source=${source}></test-follower>`);
}

function shown(element: Follower): string {
  return element.shadowRoot?.textContent ?? '';
}

describe('following a stream', () => {
  afterEach(() => {
    sinon.restore();
  });

  it('shows each value', async () => {
    const source = new BehaviorSubject('one');
    const element = await follow(source);
    expect(shown(element)).to.equal('one');
    source.next('two');
    await element.updateComplete;
    expect(shown(element)).to.equal('two');
  });

  it('leaves a stream for another one', async () => {
    const first = new BehaviorSubject('first');
    const element = await follow(first);
    element.source = new BehaviorSubject('second');
    element.requestUpdate();
    await element.updateComplete;
    expect(shown(element)).to.equal('second');
    expect(first.observed).to.be.false;
  });

  it('says that a stream has ended, and starts again', async () => {
    let times = 0;
    const source = new Observable<string>((observer) => {
      times += 1;
      return (times === 1 ? of('once') : NEVER).subscribe(observer);
    });
    const element = await follow(source);
    expect(shown(element)).to.equal('stopped');
    element.stream.restart();
    await element.updateComplete;
    expect(shown(element)).to.equal('once');
    expect(times).to.equal(2);
  });

  it('says that a stream has failed, and hands the error to the page', async () => {
    const report = sinon.fake();
    sinon.replace(window, 'reportError', report);
    const source = new BehaviorSubject('fine');
    const element = await follow(source);
    const broken = new Error('broken');
    source.error(broken);
    await element.updateComplete;
    expect(shown(element)).to.equal('stopped');
    expect(report.args).to.deep.equal([[broken]]);
  });
});
