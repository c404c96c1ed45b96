import { object, objects, text } from '../../services/fhir/mapping/reading.ts';
import type { Answer } from './checked-server.ts';

/** Of each entry of a bundle: a server answers 200 while part of it failed. */
export function statusesOf({ body }: Answer): readonly number[] {
  return objects(body.entry).map(({ response }) =>
    Number(text(object(response).status)?.slice(0, 3)),
  );
}

export function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}
