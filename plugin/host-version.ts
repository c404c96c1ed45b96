/** Version of host-api.ts this plugin is written against: manifest.json `engines.host` is the caret range of it. */
const NEEDED = { major: 1, minor: 0 };

/** Why a host of this version cannot carry the plugin; `undefined` = it can. */
export function whyHostDoesNotFit(version: string): string | undefined {
  const parts = /^(\d+)\.(\d+)\.\d+/.exec(version);
  if (parts === null) {
    return `The host's version ("${version}") is not of the form 1.0.0.`;
  }
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  return major === NEEDED.major && minor >= NEEDED.minor
    ? undefined
    : `Online Services needs host API ${NEEDED.major}.${NEEDED.minor} or a later ${NEEDED.major}.x; this host has ${version}.`;
}
