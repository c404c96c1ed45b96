import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostCodedEntry, HostMessage } from '../../../plugin/host-api.ts';
import {
  answerJson,
  answerRefusal,
  bearerTokenOf,
  readJsonObject,
  Refusal,
} from './http-answers.ts';
import { ADMINISTER, needsPracticeKey, VIEW } from '../permission-names.ts';
import { MessageStore } from './message-store.ts';
import { PRACTICES } from './practices.ts';
import type { PracticeStore } from './practice-store.ts';
import type { StaffSession, StaffSessions } from './staff-sessions.ts';

/** Answers requests below `/host-api`. */
export interface HostBackend {
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
}

type Answer = (request: IncomingMessage, url: URL) => Promise<unknown>;

/**
 * The reference host's own backend, a stand-in for a clinical system's: who works where, signing in, the practices'
 * settings and keys, entries in clinical histories. Each answer but the first three needs a bearer token; permissions
 * are checked here, whatever the page shows.
 */
export function createHostBackend(sessions: StaffSessions, store: PracticeStore): HostBackend {
  const signedIn = (request: IncomingMessage): StaffSession => {
    const session = sessions.sessionOf(bearerTokenOf(request));
    if (session === undefined) throw new Refusal(401, 'Sign in again.');
    return session;
  };
  const messages = new MessageStore();
  const ofPractice = (request: IncomingMessage): string => {
    const { practiceId, permissions } = signedIn(request);
    if (permissions.includes(VIEW)) return practiceId;
    throw new Refusal(403, 'Messages to patients are not for this role.');
  };
  const answers: Readonly<Record<string, Answer>> = {
    'GET /practices': () => Promise.resolve(PRACTICES),
    'POST /sign-in': async (request) => {
      const body = await readJsonObject(request);
      const answer = sessions.signIn(text(body, 'practiceId'), text(body, 'staffId'));
      if (answer === undefined)
        throw new Refusal(403, 'Nobody of that name works at this practice.');
      return answer;
    },
    'POST /renew': async (request) => {
      const answer = sessions.renew(text(await readJsonObject(request), 'renewalKey'));
      if (answer === undefined) throw new Refusal(401, 'Your session has ended. Sign in again.');
      return answer;
    },
    'POST /sign-out': (request) => {
      sessions.signOut(signedIn(request).id);
      return Promise.resolve({});
    },
    'GET /settings': (request) => Promise.resolve(store.settings(signedIn(request).practiceId)),
    'PUT /settings': async (request) => {
      const session = signedIn(request);
      if (!session.permissions.includes(ADMINISTER)) {
        throw new Refusal(403, 'Only a system administrator may change the practice’s settings.');
      }
      const body = await readJsonObject(request);
      return store.changeSetting(session.practiceId, settingKey(body), settingValue(body.value));
    },
    'GET /practice-key': async (request) => {
      const { practiceId, permissions, staff } = signedIn(request);
      if (!needsPracticeKey(permissions)) {
        throw new Refusal(403, `A ${staff.role} does not work with registration codes.`);
      }
      const key = await store.practiceKey(practiceId);
      return { key: key.toString('base64url') };
    },
    'GET /storage-key': async (request) => {
      const key = await store.storageKey(signedIn(request).practiceId);
      return { key: key.toString('base64url') };
    },
    'GET /clinical-entries': (request, url) => {
      const patient = url.searchParams.get('patient') ?? '';
      return Promise.resolve(store.clinicalEntries(signedIn(request).practiceId, patient));
    },
    'POST /clinical-entries': async (request) => {
      const { practiceId, staff } = signedIn(request);
      const body = await readJsonObject(request);
      const entry = codedEntry(body.entry);
      return store.addClinicalEntry(practiceId, text(body, 'patientId'), entry, staff);
    },
    'GET /messages': (request) => Promise.resolve(messages.of(ofPractice(request))),
    'POST /messages': async (request) => {
      const practiceId = ofPractice(request);
      const { message } = await readJsonObject(request);
      return messages.accept(practiceId, hostMessage(message));
    },
    'POST /message-status': async (request) => {
      const practiceId = ofPractice(request);
      const body = await readJsonObject(request);
      return text(body, 'state') === 'sent'
        ? messages.settle(practiceId, text(body, 'id'), { state: 'sent' })
        : messages.settle(practiceId, text(body, 'id'), { state: 'failed', why: NOT_DELIVERED });
    },
  };

  return {
    async handle(request, response, path) {
      try {
        const url = new URL(path, 'http://host-api');
        const answer = answers[`${request.method ?? ''} ${url.pathname}`];
        if (answer === undefined) throw new Refusal(404, 'There is nothing at this address.');
        answerJson(response, 200, await answer(request, url));
      } catch (error) {
        // The one boundary of this server: a refusal says why, a bug is answered with 500.
        answerRefusal(response, error);
      }
    },
  };
}

function text(body: Readonly<Record<string, unknown>>, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw new Refusal(400, `${field} is missing.`);
  return value;
}

function settingKey(body: Readonly<Record<string, unknown>>): string {
  const key = text(body, 'key');
  // Dots, hyphens and words only, so that no key can be mistaken for a property that every object has.
  if (!/^[a-z][\w-]*(\.[\w-]+)+$/i.test(key))
    throw new Refusal(400, `${key} is not the name of a setting.`);
  return key;
}

function settingValue(value: unknown): unknown {
  if (value === undefined) throw new Refusal(400, 'value is missing.');
  return value;
}

const NOT_DELIVERED = 'The address or number does not take messages.';

function hostMessage(value: unknown): HostMessage {
  const body = object(value, 'message');
  const to = object(body.to, 'to');
  const type = text(to, 'type');
  const kind = text(body, 'kind');
  if (type !== 'email' && type !== 'mobile') throw new Refusal(400, 'Nothing is sent there.');
  if (kind !== 'activation-reminder' && kind !== 'verification-code') {
    throw new Refusal(400, 'This kind of message is not sent from here.');
  }
  return {
    patientId: text(body, 'patientId'),
    to: { type, value: text(to, 'value') },
    kind,
    subject: typeof body.subject === 'string' ? body.subject : '',
    text: text(body, 'text'),
    reference: text(body, 'reference'),
  };
}

function object(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new Refusal(400, `${field} is missing.`);
}

function codedEntry(value: unknown): HostCodedEntry {
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'entry is missing.');
  const body = value as Record<string, unknown>;
  const date = text(body, 'date');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Refusal(400, 'The date is not a calendar date.');
  const entry = {
    system: text(body, 'system'),
    code: text(body, 'code'),
    display: text(body, 'display'),
    date,
  };
  return typeof body.freetext === 'string' ? { ...entry, freetext: body.freetext } : entry;
}
