/**
 * A marker of one character that says unsent work is left in a database, readable without opening it. Kept in local
 * storage; where the browser has none, unsent work simply waits until somebody opens the tab.
 */
export class UnsentMarker {
  private readonly key: string;

  constructor(databaseName: string) {
    this.key = `${databaseName}.unsent`;
  }

  isSet(): boolean {
    return withLocalStorage((storage) => storage.getItem(this.key) !== null) ?? false;
  }

  set(isLeft: boolean): void {
    withLocalStorage((storage) => {
      if (isLeft) storage.setItem(this.key, '1');
      else storage.removeItem(this.key);
    });
  }
}

/** `undefined` where the browser forbids local storage, or has no room left. */
function withLocalStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
