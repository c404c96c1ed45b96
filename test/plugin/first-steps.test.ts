import { expect } from '@open-wc/testing';
import manifest from '../../manifest.json' with { type: 'json' };
import { FirstSteps } from '../../plugin/first-steps.ts';
import { FakeHost } from '../fakes/fake-host.ts';

type Value = string | number | boolean | undefined;

/** A host that remembers its context keys, and whoever is signed in. */
function listening() {
  const keys = new Map<string, Value>();
  const { session, log } = new FakeHost();
  const contextKeys = {
    set: (key: string, value: Value) => {
      keys.set(key, value);
    },
  };
  const steps = new FirstSteps({ log, contextKeys, session });
  const isSet = () => [...keys].filter(([, value]) => value !== undefined).map(([key]) => key);
  return { steps, isSet, session };
}

describe('first steps', () => {
  it('are told when they are done, and nothing of whom they were done for', () => {
    const { steps, isSet } = listening();
    expect(isSet()).to.deep.equal([]);
    steps.done('recordIdentityCheck');
    expect(isSet()).to.deep.equal(['onlineServices.identityRecorded']);
    ['createAccount', 'printLetter', 'saveContact'].forEach(steps.done);
    expect(isSet()).to.have.members([
      'onlineServices.identityRecorded',
      'onlineServices.accountCreated',
      'onlineServices.letterPrinted',
    ]);
  });

  it('are nobody else’s: whoever signs in next has done none', () => {
    const { steps, isSet, session } = listening();
    const signedIn = session.value;
    if (signedIn === null) throw new Error('Somebody is signed in at first.');
    steps.done('createAccount');
    session.set({ ...signedIn });
    expect(isSet(), 'told of the same session again').to.have.length(1);
    session.set({ ...signedIn, id: 'of another person' });
    expect(isSet()).to.deep.equal([]);
  });

  it('go with the plugin', () => {
    const { steps, isSet } = listening();
    steps.done('createAccount');
    steps.dispose();
    expect(isSet()).to.deep.equal([]);
  });

  it('that the manifest waits for are those that are told, and views and commands that there are', () => {
    const { steps, isSet } = listening();
    ['recordIdentityCheck', 'createAccount', 'printLetter'].forEach(steps.done);
    const known = [
      ...isSet().map((key) => `onContext:${key}`),
      ...Object.keys(manifest.contributes.configuration.properties).map(
        (name) => `onContext:config.${name}`,
      ),
      ...manifest.contributes.registrationTabs.map(({ id }) => `onView:${id}`),
      ...manifest.contributes.commands.map(({ command }) => `onCommand:${command}`),
    ];
    const events = manifest.contributes.walkthroughs.flatMap(({ steps: all }) =>
      all.flatMap(({ completionEvents }) => completionEvents),
    );
    expect(known).to.include.members(events);
  });
});
