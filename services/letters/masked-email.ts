/**
 * An e-mail address that its owner recognises and a stranger cannot use: first and last character of the part before
 * the @, and three dots whatever the length. Very short ones show only the first.
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = Array.from(at < 0 ? email : email.slice(0, at));
  const last = local.length > 2 ? (local.at(-1) ?? '') : '';
  return `${local[0] ?? ''}•••${last}${at < 0 ? '' : email.slice(at)}`;
}
