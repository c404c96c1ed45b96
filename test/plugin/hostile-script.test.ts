import { expect } from '@open-wc/testing';
import Dexie from 'dexie';
import { container as root } from 'tsyringe';
import { composeCommands } from '../../plugin/command-container.ts';
import { composeServices } from '../../plugin/container.ts';
import { Disposables } from '../../plugin/disposables.ts';
import type { PreparedLetter } from '../../services/application/views.ts';
import { REGISTRATION_CODE_ISSUER } from '../../services/ports/registration-codes.ts';
import * as access from '../../services/ports/remote-access.ts';
import { ONLINE_SERVICES_DATABASE } from '../../services/storage/online-services-database.ts';
import { BLANK_LETTER } from '../fakes/blank-letter.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { KINDS, kindsOf, takenFrom, type Kind } from './hostile-script.ts';

/** What an activation is made of, by what a script that searches for it ought to know it as. */
type Samples = Readonly<Record<Kind, readonly object[]>>;

describe('what a hostile script searches for', () => {
  const host = new FakeHost();
  const disposables = new Disposables((error) => {
    throw error;
  });
  let samples: Samples;

  before(async () => {
    const container = root.createChildContainer();
    const facade = composeServices(container, host, disposables);
    const desk = await composeCommands(container, disposables);
    samples = {
      'the practice key': [await host.keys.practiceKey()],
      'the host': [host],
      'the host’s keys': [container.resolve(access.PRACTICE_KEY_SOURCE)],
      'the issuer of codes': [container.resolve(REGISTRATION_CODE_ISSUER)],
      'the container': [container],
      'the desk': [desk],
      'the database': [container.resolve(ONLINE_SERVICES_DATABASE), new Dexie('never opened')],
      'a letter': [BLANK_LETTER satisfies PreparedLetter['pdf']],
      'the facade': [facade],
      'access tokens': [container.resolve(access.REMOTE_ACCESS), host.fhir],
    };
  });

  after(() => {
    disposables.dispose();
  });

  for (const kind of KINDS) {
    it(`is known for it where it lies: ${kind}`, () => {
      for (const sample of samples[kind]) expect(kindsOf(sample)).to.include(kind);
    });
  }

  it('is not the container that everybody has who imports the library, but any that was made from it', () => {
    const nothing = { codes: [], note: 'nothing was noted' };
    expect(takenFrom({ root }, nothing)).to.deep.equal([]);
    expect(takenFrom({ made: root.createChildContainer() }, nothing)).to.include('the container');
  });
});
