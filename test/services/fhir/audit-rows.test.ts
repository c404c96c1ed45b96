import { expect } from '@open-wc/testing';
import type { AuditEvent, Provenance } from 'fhir/r4';
import type { AuditRecord } from '../../../services/domain/records.ts';
import { auditToResource } from '../../../services/fhir/mapping/audit.ts';
import {
  MANAGER,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
} from '../../fakes/sample-shared-records.ts';

type Agent = { readonly type?: { readonly coding?: readonly { readonly code?: string }[] } } & (
  AuditEvent['agent'][number] | NonNullable<Provenance['agent']>[number]
);

function resourceOf(row: Partial<AuditRecord>): Provenance | AuditEvent {
  return auditToResource(sampleAudit(sampleAccount(), row), 'operation-1', 'desk-1');
}

/** Who took part, as the resource says it: role and person. */
function takingPart(row: Partial<AuditRecord>): readonly (readonly [unknown, unknown])[] {
  const { agent } = resourceOf(row);
  return (agent as readonly Agent[]).map(({ type, who }) => [
    type?.coding?.[0]?.code,
    who?.identifier?.value,
  ]);
}

describe('an audit row on the shared record', () => {
  for (const outcome of ['done', 'refused'] as const) {
    it(`names who did it and, apart, who sent it: ${outcome}`, () => {
      expect(takingPart({ outcome, by: RECEPTIONIST, sentBy: MANAGER })).to.deep.equal([
        ['author', RECEPTIONIST.id],
        ['transmitter', MANAGER.id],
      ]);
      expect(takingPart({ outcome, by: RECEPTIONIST, sentBy: RECEPTIONIST })).to.deep.equal([
        ['author', RECEPTIONIST.id],
        ['transmitter', RECEPTIONIST.id],
      ]);
    });
  }

  it('names the workstation at which it was done', () => {
    const { location } = resourceOf({ outcome: 'done' }) as Provenance;
    expect(location?.identifier?.value).to.equal('desk-1');
    const { source } = resourceOf({ outcome: 'refused' }) as AuditEvent;
    expect(source.site).to.equal('desk-1');
  });

  it('names the rule that did it by itself beside who was signed in', () => {
    const row = {
      by: RECEPTIONIST,
      sentBy: MANAGER,
      action: 'expire-codes',
      byRule: true,
    } as const;
    expect(takingPart(row)).to.deep.equal([
      ['author', RECEPTIONIST.id],
      ['transmitter', MANAGER.id],
      ['performer', 'expire-codes'],
    ]);
  });
});

describe('looking at a patient’s account on the shared record', () => {
  for (const [action, type] of [
    ['open-tab', 'Patient Record'],
    ['open-history', 'Patient Record'],
    ['export-history', 'Export'],
  ] as const) {
    it(`is an access, not something done to the record: ${action}`, () => {
      const row = sampleAudit(sampleAccount(), { action });
      const resource = auditToResource(row, 'operation-1', 'desk-1');
      expect(resource).to.deep.include({
        ...{ resourceType: 'AuditEvent', action: 'R', outcome: '0' },
      });
      expect('type' in resource && resource.type.display).to.equal(type);
    });
  }
});
