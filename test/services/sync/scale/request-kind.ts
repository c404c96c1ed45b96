/** What a request is for, whichever way the product asks. */
export type RequestKind =
  | 'look'
  | 'look, all in one'
  | 'count'
  | 'list of ids'
  | 'search for one'
  | 'create'
  | 'update'
  | 'read'
  | 'history'
  | 'metadata'
  | 'other';

/** @param path relative to the base address, with its parameters; `body` as it is sent. */
export function requestKind(method: string, path: string, body: string): RequestKind {
  const [place = '', parameters = ''] = path.split('?');
  const steps = place.split('/').filter((step) => step !== '');
  const isSearch = steps.at(-1) === '_search' || (method === 'GET' && steps.length === 1);
  if (steps[0] === 'metadata') return 'metadata';
  if (steps.at(-1) === '_history') return 'history';
  if (isSearch) return searchKind(new URLSearchParams(parameters === '' ? body : parameters));
  if (method === 'POST') return steps.length === 0 ? 'look, all in one' : 'create';
  if (method === 'PUT') return 'update';
  return method === 'GET' && steps.length === 2 ? 'read' : 'other';
}

function searchKind(parameters: URLSearchParams): RequestKind {
  if (parameters.get('_summary') === 'count') return 'count';
  if (parameters.has('_elements')) return 'list of ids';
  return parameters.has('_sort') ? 'look' : 'search for one';
}
