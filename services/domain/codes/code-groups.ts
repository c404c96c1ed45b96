/** How codes and numbers are written for people to read. */

/** A code for reading: groups of four joined by hyphens. Characters are left as they are. */
export function groupCode(code: string): string {
  return inFours(code).join('-');
}

/** An Account ID for reading: groups of four with spaces, as on a payment card. */
export function groupAccountId(accountId: string): string {
  return inFours(accountId).join(' ');
}

function inFours(code: string): string[] {
  return code.match(/.{1,4}/g) ?? [];
}
