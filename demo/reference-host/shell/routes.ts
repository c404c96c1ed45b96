/** Which screen is shown. Addresses hold the record's own ids, never a patient's number. */
export type Route =
  | { readonly screen: 'find' }
  | { readonly screen: 'practice'; readonly view: string }
  | { readonly screen: 'outbox' }
  | { readonly screen: 'registration'; readonly patientId: string; readonly tab?: string }
  | { readonly screen: 'control-panel'; readonly page?: string };

/** Reads the part of the address after `#`; whatever is not known is the front screen. */
export function readRoute(hash: string): Route {
  const [first, second, third] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (first === 'patient' && second) {
    return { screen: 'registration', patientId: second, ...(third ? { tab: third } : {}) };
  }
  if (first === 'practice' && second) return { screen: 'practice', view: second };
  if (first === 'control-panel') {
    return { screen: 'control-panel', ...(second ? { page: second } : {}) };
  }
  return { screen: first === 'outbox' ? 'outbox' : 'find' };
}

/** The address of a screen. */
export function hashFor(route: Route): string {
  switch (route.screen) {
    case 'find':
      return '#/';
    case 'practice':
      return joined('practice', route.view);
    case 'outbox':
      return '#/outbox';
    case 'registration':
      return joined('patient', route.patientId, route.tab);
    case 'control-panel':
      return joined('control-panel', route.page);
  }
}

/** Whether both ask for the same; a patient without a tab is their first. */
export function isSameRoute(one: Route, other: Route): boolean {
  return hashFor(withTab(one)) === hashFor(withTab(other));
}

function withTab(route: Route): Route {
  return route.screen === 'registration' ? { tab: 'patient', ...route } : route;
}

function joined(...parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return `#/${known.map(encodeURIComponent).join('/')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
