import { expect } from '@open-wc/testing';
import type { TaggedRecord } from '../../../services/domain/records.ts';
import type { OutboxEntry } from '../../../services/ports/outbox.ts';
import { nextDue, nextToSend } from '../../../services/sync/send-order.ts';
import {
  MANAGER,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
  sampleIdentityCheck,
  sampleRegistration,
} from '../../fakes/sample-shared-records.ts';
import { tagged } from './workstation.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const LATER = '2026-03-01T10:00:01.000Z';
const TURN = { staffId: RECEPTIONIST.id, now: NOW };

let sequence = 0;

function entry(after: TaggedRecord, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  sequence += 1;
  return {
    id: `entry-${sequence}`,
    sequence,
    kind: after.kind,
    recordId: after.body.id,
    patientName: 'Morgan, Siân',
    description: 'A change',
    author: RECEPTIONIST,
    at: NOW,
    state: 'waiting',
    after,
    attempts: 0,
    ...changes,
  };
}

describe('Whose turn it is to be sent', () => {
  const account = sampleAccount();
  const create = tagged('account', account);

  it('is anything else before an audit row, whichever was made first', () => {
    const audit = entry(tagged('audit', sampleAudit(account)));
    const made = entry(create);

    expect(nextToSend([audit, made], TURN)).to.equal(made);
    expect(nextToSend([audit], TURN)).to.equal(audit);
  });

  it('is the first made, by the person signed in, that is due', () => {
    const others = entry(create, { author: MANAGER });
    const postponed = entry(tagged('account', sampleAccount()), { nextAttemptAt: LATER });
    const due = entry(tagged('account', sampleAccount()), { nextAttemptAt: NOW });
    const entries = [others, postponed, due];

    expect(nextToSend(entries, TURN)).to.equal(due);
    expect(nextToSend(entries, { ...TURN, now: LATER })).to.equal(postponed);
    expect(nextToSend(entries, { ...TURN, except: new Set([due.id]) })).to.equal(undefined);
    expect(nextDue(entries, RECEPTIONIST.id)).to.equal(NOW);
    expect(nextDue([others], RECEPTIONIST.id)).to.equal(undefined);
  });

  it("never passes an earlier change of the same record, in whatever state, even another person's", () => {
    const second = entry(create, { before: account });
    const firsts: Partial<OutboxEntry>[] = [
      { author: MANAGER },
      { state: 'parked' },
      { state: 'conflict' },
      { nextAttemptAt: LATER },
    ];
    for (const first of firsts) {
      const earlier = entry(create, { before: account, ...first });
      expect(nextToSend([earlier, second], TURN), JSON.stringify(first)).to.equal(undefined);
    }
  });

  it('comes to what belongs to an account only after the account is there', () => {
    const codes = entry(tagged('registration', sampleRegistration(account)));
    const check = entry(tagged('identity-check', sampleIdentityCheck(account)));
    const parked = entry(create, { state: 'parked' });

    expect(nextToSend([codes, check, parked], TURN)).to.equal(check);
    expect(nextToSend([codes, parked], TURN)).to.equal(undefined);
    expect(nextToSend([codes, entry(create, { before: account, state: 'parked' })], TURN)).to.equal(
      codes,
    );
  });

  it('comes to new codes only after the endings of older ones, whatever holds those up', () => {
    const old = sampleRegistration(account);
    const ended = tagged('registration', { ...old, state: 'withdrawn' });
    const fresh = entry(tagged('registration', sampleRegistration(account)));
    const another = entry(tagged('registration', sampleRegistration(sampleAccount())));
    const holdUps: Partial<OutboxEntry>[] = [
      { author: MANAGER },
      { state: 'parked' },
      { state: 'conflict' },
      { nextAttemptAt: LATER },
    ];
    for (const holdUp of holdUps) {
      const ending = entry(ended, { before: old, ...holdUp });
      expect(nextToSend([ending, fresh], TURN), JSON.stringify(holdUp)).to.equal(undefined);
      expect(nextToSend([ending, fresh, another], TURN)).to.equal(another);
    }
    const ending = entry(ended, { before: old });
    expect(nextToSend([ending, fresh], TURN)).to.equal(ending);
    expect(nextToSend([fresh, ending], TURN), 'codes made before are not held').to.equal(fresh);
  });

  it('is not held up by a message to staff about a superseded account', () => {
    const message = entry(create, { state: 'superseded' });
    const change = entry(create, { before: account });
    expect(nextToSend([message, change], TURN)).to.equal(change);
  });
});
