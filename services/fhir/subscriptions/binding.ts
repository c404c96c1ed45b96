import type { RemoteResult } from '../../ports/remote-records.ts';
import type { FhirHttp } from '../fhir-http.ts';
import { object, objects, text } from '../mapping/reading.ts';
import { isRefusal } from './own-subscriptions.ts';

/** A token with which a WebSocket can ask to be told of a subscription: good for that, and for nothing else. */
export interface Binding {
  readonly token: string;
  /** Where, as the server says it. */
  readonly address: string;
}

/** Asks for one. `undefined` where the server knows of no such thing, or what it answers makes no sense. */
export async function bindingOf(
  http: FhirHttp,
  id: string,
  signal: AbortSignal,
): Promise<RemoteResult<Binding | undefined>> {
  const path = `Subscription/${id}/$get-ws-binding-token`;
  const answer = await http.send({ method: 'GET', path }, signal);
  if (!answer.ok) return isRefusal(answer.failure) ? { ok: true, value: undefined } : answer;
  const parameters = objects(object(answer.value.body).parameter);
  const valueOf = (name: string, key: string): string | undefined =>
    text(parameters.find((each) => each.name === name)?.[key]);
  const token = valueOf('token', 'valueString');
  const address = valueOf('websocket-url', 'valueUrl');
  const isWhole = token !== undefined && address !== undefined;
  return { ok: true, value: isWhole ? { token, address } : undefined };
}
