import { refused } from '../fhir-server/index.ts';

/** What somebody wants of the shared record, whether alone or as an entry of a batch. */
export type Asked =
  | { readonly kind: 'read'; readonly type: string; readonly id: string }
  | {
      /** One version, or all of them. */
      readonly kind: 'history';
      readonly type: string;
      readonly id: string;
      readonly version?: string;
    }
  | { readonly kind: 'search'; readonly type: string }
  /** Another page of what was asked before. */
  | { readonly kind: 'page' }
  | { readonly kind: 'create'; readonly type: string }
  | { readonly kind: 'update'; readonly type: string; readonly id: string }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string }
  | { readonly kind: 'bundle' };

const TYPE = /^[A-Z][A-Za-z]{2,63}$/;
/** What can stand in an address; "." and ".." would lead elsewhere. */
const ID = /^(?!\.+$)[\w.-]{1,128}$/;

/**
 * Reads a request by its address, exactly as it is written. Only what is known here goes on: operations, conditional
 * updates, histories of whole types and whatever else a server has could give or change what nobody has judged.
 * @param path within the server's base, without slashes at its ends.
 * @throws an outcome of status 404 or 405.
 */
export function readAsked(method: string, path: string, search: string): Asked {
  const [type = '', id, ...rest] = path.split('/');
  const asked =
    path === '' ? ofServer(method, search) : id === undefined ? ofType(method, type) : undefined;
  const found = asked ?? (id === undefined ? undefined : ofOne(method, type, id, rest));
  if (found === undefined || ('type' in found && !TYPE.test(found.type))) {
    throw refused(405, 'not-supported', `${method} is not offered to staff at /${path}.`);
  }
  return found;
}

function ofServer(method: string, search: string): Asked | undefined {
  if (method === 'POST') return { kind: 'bundle' };
  return method === 'GET' && search !== '' ? { kind: 'page' } : undefined;
}

function ofType(method: string, type: string): Asked | undefined {
  if (method === 'GET') return { kind: 'search', type };
  return method === 'POST' ? { kind: 'create', type } : undefined;
}

function ofOne(
  method: string,
  type: string,
  id: string,
  [history, version, ...rest]: readonly string[],
): Asked | undefined {
  if (id === '_search' && history === undefined) {
    return method === 'POST' ? { kind: 'search', type } : undefined;
  }
  if (!ID.test(id) || id.startsWith('_') || rest.length > 0) return undefined;
  if (history === undefined) {
    if (method === 'GET') return { kind: 'read', type, id };
    if (method === 'PUT') return { kind: 'update', type, id };
    return method === 'DELETE' ? { kind: 'delete', type, id } : undefined;
  }
  if (method !== 'GET' || history !== '_history') return undefined;
  if (version === undefined) return { kind: 'history', type, id };
  return ID.test(version) ? { kind: 'history', type, id, version } : undefined;
}
