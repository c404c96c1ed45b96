/** What the elements promise to hosts and editors: attributes, events, slots, parts, properties. */
export default {
  globs: ['components/**/*.ts'],
  exclude: ['components/**/*.d.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
};
