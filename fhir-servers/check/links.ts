import { followed } from '../../services/fhir/page-link.ts';

/** The form of a link, without what is in it: `Person?_count=…&_offset=…`. `undefined` where it leads elsewhere. */
export function formOfLink(baseUrl: string, link: string, ownPath?: string): string | undefined {
  const path = followed(link, baseUrl, ownPath);
  return path === undefined
    ? undefined
    : `base${path.startsWith('?') ? '' : '/'}${path.replaceAll(/=[^&]*/g, '=…')}`;
}
