import type { HostApi, HostMessage } from '../../plugin/host-api.ts';
import { currentOf, hold, refuses, same, text } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const EDIT_CONTACTS = 'onlineServices.editContacts';

/** Messages to patients, and reading one who is not open, where a host does either. */
export const messageChecks: readonly HostCheck[] = [
  promise(
    'accepts a message to a verified contact, and does not call it sent',
    async (host, { signInWith }) => {
      if (host.messages === undefined) return;
      await signInWith?.(EDIT_CONTACTS);
      const { id } = await host.messages.send(await messageTo(host, true));
      text(id, 'id of the message');
      const { state } = currentOf(host.messages.status(id), 'messages.status');
      hold(['accepted', 'sent', 'failed'].includes(state), `status: ${state}`);
    },
  ),
  promise('says of a message that it does not know no more than that it was accepted', (host) => {
    if (host.messages === undefined) return;
    const { state } = currentOf(host.messages.status(crypto.randomUUID()), 'messages.status');
    same(state, 'accepted', 'state of a message that nobody sent');
  }),
  promise('takes a message of one reference once', async (host, { signInWith }) => {
    if (host.messages === undefined) return;
    await signInWith?.(EDIT_CONTACTS);
    const message = await messageTo(host, true);
    const [first, again] = [await host.messages.send(message), await host.messages.send(message)];
    same(again.id, first.id, 'id of the message sent again');
  }),
  promise(
    'sends nothing but its verification to what is not verified',
    async (host, { signInWith }) => {
      const { messages } = host;
      if (messages === undefined) return;
      await signInWith?.(EDIT_CONTACTS);
      const message = await messageTo(host, false);
      await refuses(() => messages.send(message), 'a reminder to a contact that is not verified');
      const { id } = await messages.send({ ...message, kind: 'verification-code' });
      text(id, 'id of the message that verifies');
    },
  ),
  promise(
    'keeps how a contact was verified, where it keeps that at all',
    async (host, { signInWith }) => {
      if (host.messages === undefined) return;
      await signInWith?.(EDIT_CONTACTS);
      const patientId = openPatient(host);
      const verification = { at: '2026-04-20T09:30:00.000Z', how: 'code' } as const;
      const saved = await host.patients.saveContact(patientId, {
        type: 'email',
        value: newEmail(),
        verified: true,
        preferred: false,
        verification,
      });
      same(saved.verification, verification, 'verification of the contact saved');
    },
  ),
  promise('reads a patient without opening them', async (host, { signInWith }) => {
    if (host.patients.read === undefined) return;
    await signInWith?.(EDIT_CONTACTS);
    const id = openPatient(host);
    same((await host.patients.read(id))?.id, id, 'id of the patient read');
    same(await host.patients.read('nobody-has-this-id'), null, 'a patient whom nobody has');
    same(openPatient(host), id, 'who is open afterwards');
  }),
];

async function messageTo(host: HostApi, verified: boolean): Promise<HostMessage> {
  const patientId = openPatient(host);
  const value = newEmail();
  await host.patients.saveContact(patientId, { type: 'email', value, verified, preferred: false });
  return {
    patientId,
    to: { type: 'email', value },
    kind: 'activation-reminder',
    subject: 'A reminder',
    text: 'This is a test.',
    reference: crypto.randomUUID(),
  };
}

function openPatient({ patients }: HostApi): string {
  const id = currentOf(patients.current, 'patients.current')?.id;
  hold(id !== undefined, 'no patient is open');
  return id;
}

function newEmail(): string {
  return `test-${crypto.randomUUID()}@mail.example`;
}
