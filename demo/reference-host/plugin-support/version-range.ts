type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether a version lies in a range as npm writes it: `^1.2.0`, `~1.2.0`, `1.x`, `*`, `>=1.0.0 <3.0.0`, alternatives
 * with `||`. Pre-releases are not understood.
 * @throws {SyntaxError} naming the part that cannot be read.
 */
export function isInRange(version: string, range: string): boolean {
  const [major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    throw new SyntaxError(`"${version}" is not a version.`);
  }
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .map(readComparator)
      .every((fits) => fits([major, minor, patch])),
  );
}

function readComparator(text: string): (version: Version) => boolean {
  const match = /^(\^|~|>=|<=|>|<|=)?v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/i.exec(text);
  if (match === null) throw new SyntaxError(`"${text}" is not a range of versions.`);
  const [, operator = '', ...parts] = match;
  const numbers = parts.slice(0, 3).map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  const [major, minor, patch] = numbers;
  const least: Version = [major ?? 0, minor ?? 0, patch ?? 0];
  switch (operator) {
    case '>=':
      return (version) => compare(version, least) >= 0;
    case '>':
      return (version) => compare(version, least) > 0;
    case '<=':
      return (version) => compare(version, least) <= 0;
    case '<':
      return (version) => compare(version, least) < 0;
    default: {
      const end = endOf(operator, major, minor, patch);
      return (version) =>
        compare(version, least) >= 0 && (end === undefined || compare(version, end) < 0);
    }
  }
}

/** The first version after the range; `undefined` when there is no end. */
function endOf(
  operator: string,
  major?: number,
  minor?: number,
  patch?: number,
): Version | undefined {
  if (major === undefined) return undefined;
  if (operator === '^') {
    // Before 1.0.0 each minor version, and before 0.1.0 each patch, may break what was.
    if (major > 0 || minor === undefined) return [major + 1, 0, 0];
    return minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1];
  }
  if (minor === undefined) return [major + 1, 0, 0];
  if (operator === '~' || patch === undefined) return [major, minor + 1, 0];
  return [major, minor, patch + 1];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
