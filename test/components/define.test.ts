import { expect } from '@open-wc/testing';
import { defineElements } from '../../components/define.ts';
import { ELEMENTS } from './elements.ts';

/** The part of a registry that matters here, with one tag taken before. */
class TakenRegistry implements Pick<CustomElementRegistry, 'get' | 'define'> {
  readonly held = new Map<string, CustomElementConstructor>();

  get(tag: string): CustomElementConstructor | undefined {
    return this.held.get(tag);
  }

  define(tag: string, element: CustomElementConstructor): void {
    if (this.held.has(tag)) throw new DOMException('taken', 'NotSupportedError');
    this.held.set(tag, element);
  }
}

describe('defining the elements', () => {
  it('gives each its tag, and does nothing the second time', () => {
    expect(defineElements(ELEMENTS)).to.deep.equal([]);
    expect(defineElements(ELEMENTS)).to.deep.equal([]);
    for (const [tag, element] of Object.entries(ELEMENTS)) {
      expect(customElements.get(tag)).to.equal(element);
    }
  });

  it('leaves a tag that is taken to its owner, defines the rest and says which', () => {
    const registry = new TakenRegistry();
    const foreign = class extends HTMLElement {};
    registry.define('os-confirm-dialog', foreign);
    expect(defineElements(ELEMENTS, registry)).to.deep.equal(['os-confirm-dialog']);
    expect(registry.get('os-confirm-dialog')).to.equal(foreign);
    expect(registry.held.size).to.equal(Object.keys(ELEMENTS).length);
  });
});
