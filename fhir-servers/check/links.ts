/**
 * What a link of the server's asks for, within its base: `Person?…`, or `?…` for the base itself. `undefined` where the
 * link leads elsewhere: our sign-in goes nowhere else.
 */
export function pathOfLink(baseUrl: string, link: string): string | undefined {
  if (!URL.canParse(link, `${baseUrl}/`)) return undefined;
  const { href } = new URL(link, `${baseUrl}/`);
  const base = new URL(baseUrl).href;
  if (href === base || href.startsWith(`${base}?`)) return href.slice(base.length);
  return href.startsWith(`${base}/`) ? href.slice(base.length + 1) : undefined;
}

/** The form of a link, without what is in it: `Person?_count=…&_offset=…`. */
export function formOfLink(baseUrl: string, link: string): string | undefined {
  const path = pathOfLink(baseUrl, link);
  return path === undefined
    ? undefined
    : `base${path.startsWith('?') ? '' : '/'}${path.replaceAll(/=[^&]*/g, '=…')}`;
}
