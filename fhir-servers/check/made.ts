import { object, objects, text, type Json } from '../../services/fhir/mapping/reading.ts';

/** A resource, as `Person/1`. */
export type Place = `${string}/${string}`;

/** What the check has made on the server, in its order. */
export class Made {
  readonly #places = new Set<Place>();
  /** Something may have been made that no answer tells of. */
  isInDoubt = false;

  /** Reads off an answer what its request made: alone, or as entries of a bundle. */
  note(method: string, { status, headers, body }: Noted): void {
    if (method !== 'POST' && method !== 'PUT') return;
    const place = status === 201 ? placeMade({ body, headers }) : undefined;
    this.#add(place);
    this.isInDoubt ||= status >= 500 || (status === 201 && place === undefined);
    if (body.resourceType !== 'Bundle') return;
    for (const entry of objects(body.entry)) {
      const response = object(entry.response);
      if (text(response.status)?.startsWith('201') !== true) continue;
      this.#add(placeIn(text(response.location)) ?? placeOf(object(entry.resource)));
    }
  }

  /** A request got no answer. */
  lost(method: string): void {
    this.isInDoubt ||= method === 'POST' || method === 'PUT';
  }

  add(place: Place): void {
    this.#add(place);
  }

  /** The last first: what refers to another was made after it. */
  lastFirst(): readonly Place[] {
    return [...this.#places].reverse();
  }

  /** It is there no more. */
  forget(place: Place): void {
    this.#places.delete(place);
  }

  #add(place: Place | undefined): void {
    if (place !== undefined) this.#places.add(place);
  }
}

interface Noted {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** What an answer says that its request made. */
export function placeMade({ body, headers }: Pick<Noted, 'body' | 'headers'>): Place | undefined {
  return placeOf(body) ?? placeIn(headers.get('Location'));
}

/** `undefined` where it is no resource with an id. */
export function placeOf({ resourceType, id }: Json): Place | undefined {
  const [type, named] = [text(resourceType), text(id)];
  return type === undefined || named === undefined ? undefined : `${type}/${named}`;
}

/** Of a `Location`, with or without a version behind it. */
function placeIn(location: string | null | undefined): Place | undefined {
  const found = /([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(
    location ?? '',
  );
  const [, type, id] = found ?? [];
  return type === undefined || id === undefined ? undefined : `${type}/${id}`;
}
