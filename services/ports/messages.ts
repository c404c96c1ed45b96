import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Contact } from '../domain/contacts/contact.ts';
import type { Result } from '../domain/result.ts';

/** A message to a patient. Holds no code of a letter, no note, and no name. */
export interface Message {
  readonly patientRef: string;
  readonly to: Pick<Contact, 'value'> & { readonly type: 'email' | 'mobile' };
  readonly kind: 'activation-reminder' | 'verification-code';
  readonly subject: string;
  readonly text: string;
  /** However often it is sent under this reference, it is one message. */
  readonly reference: string;
}

/** What became of a message; `accepted` where nobody knows. */
export interface MessageStatus {
  readonly state: 'accepted' | 'sent' | 'failed';
  /** Sentence of the host. */
  readonly why?: string;
}

/** Messages to patients, by the host. */
export interface Messages {
  /** Done when the host has *accepted* it: never to be called sent. Refused (`messages-not-offered`) by a host that sends none. */
  send(message: Message): Promise<Result<{ readonly id: string }>>;
  /** At once and after every change. Never ends. */
  status$(id: string): Observable<MessageStatus>;
}

export const MESSAGES: InjectionToken<Messages> = Symbol('Messages');
