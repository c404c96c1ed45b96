import { nothing, type ReactiveControllerHost } from 'lit';
import type { Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';
import type { SectionElement } from './section-element.ts';
import { message } from './tone.ts';

/**
 * A part of an element that loads later than the element. It belongs in a `#private`, and is given to functions of this module, never to
 * a method: whoever had it could do what the part does.
 */
export interface Later<P> {
  /** The part, once it has come. */
  readonly part: P | undefined;
  /** It could not be loaded, and has not come since. */
  readonly isMissing: boolean;
  /** Gives it, once it has come. What could not be loaded is fetched anew by the next call. */
  readonly load: () => Promise<Result<P>>;
  /** Asks for it once with each piece of news, and calls when it is found to be missing. */
  readonly ask: (news: unknown, onMissing: () => void) => Promise<void>;
}

/** The part that `fetch` gives. The element is drawn anew when it has come, and when it could not. */
export function later<P>(host: ReactiveControllerHost, fetch: () => Promise<P>): Later<P> {
  let coming: Promise<Result<P>> | undefined;
  let askedWith: unknown;
  const it: { -readonly [K in keyof Later<P>]: Later<P>[K] } = {
    part: undefined,
    isMissing: false,
    load: () => (coming ??= come()),
    ask: async (news, onMissing) => {
      if (news === askedWith) return;
      askedWith = news;
      const wasMissing = it.isMissing;
      await it.load();
      if (it.isMissing && !wasMissing) onMissing();
    },
  };

  async function come(): Promise<Result<P>> {
    try {
      it.part = await fetch();
      it.isMissing = false;
      return { ok: true, value: it.part };
    } catch {
      coming = undefined;
      it.isMissing = true;
      return notLoaded();
    } finally {
      host.requestUpdate();
    }
  }

  return it;
}

/**
 * Does what somebody has pressed, once what does it has loaded: the press waits for it, and a second one does nothing. Where it cannot
 * be loaded, or the section has gone meanwhile, nothing is done; that is told like a refusal, and the next press tries again.
 */
export function act<A, T>(
  section: SectionElement,
  name: string,
  acts: Later<A>,
  does: (acts: A) => Promise<Result<T>>,
): Promise<Result<T> | undefined> {
  return section.perform(name, async () => {
    section.isLoading = acts.part === undefined;
    const loaded = await acts.load();
    section.isLoading = false;
    if (!loaded.ok) return loaded;
    return section.isConnected ? does(loaded.value) : notLoaded();
  });
}

/**
 * Shows a part from when it has loaded, asking for it first. Where it cannot be loaded that is shown in its place, and said once; it is
 * asked for again with the next view.
 */
export function renderPart<P>(
  section: SectionElement,
  part: Later<P>,
  show: (part: P) => unknown,
  missing: string,
): unknown {
  void part.ask(section.view, () => {
    if (section.isConnected) section.announcer?.say(missing);
  });
  if (part.part !== undefined) return show(part.part);
  return part.isMissing ? message('warning', missing) : nothing;
}

/** Nothing was done, and it can be tried again. */
export function notLoaded(): Result<never> {
  return { ok: false, failure: { kind: 'unexpected', message: words('views').tab.notLoaded } };
}
