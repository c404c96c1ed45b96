/**
 * Measures how much slower than a quiet computer this one is now, and tells this process and those it starts. What is
 * in TEST_PATIENCE already stands, so a run measures once.
 */
export function measurePatience(): number;
