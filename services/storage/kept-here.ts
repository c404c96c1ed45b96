/** Whether this browser keeps a database of that name; an older one that does not tell is taken to. */
export async function isKeptHere(databaseName: string): Promise<boolean> {
  const { databases } = indexedDB as Partial<IDBFactory>;
  if (databases === undefined) return true;
  return (await databases.call(indexedDB)).some(({ name }) => name === databaseName);
}
