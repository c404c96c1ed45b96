import { readFileSync } from 'node:fs';

/**
 * Elements are not defined where they are written, so the analyzer cannot see their tags: this reads
 * the tables of tags and classes.
 */
function tagsFromDefinitions() {
  return {
    name: 'tags-from-definitions',
    packageLinkPhase({ customElementsManifest }) {
      const table = customElementsManifest.modules
        .map(({ path }) => /_ELEMENTS = \{([^}]*)\}/.exec(readFileSync(path, 'utf8'))?.[1] ?? '')
        .join('');
      const tags = new Map(
        [...table.matchAll(/'([\w-]+)':\s*(\w+)/g)].map(([, tag, name]) => [name, tag]),
      );
      if (tags.size === 0) throw new Error('No table of tags was found in components/.');
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          const tagName = tags.get(declaration.name);
          if (tagName === undefined) continue;
          Object.assign(declaration, { tagName, customElement: true });
          module.exports.push({
            kind: 'custom-element-definition',
            name: tagName,
            declaration: { name: declaration.name, module: module.path },
          });
        }
      }
    },
  };
}

/** What the elements promise to hosts and editors: attributes, events, slots, parts, properties. */
export default {
  globs: ['components/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [tagsFromDefinitions()],
};
