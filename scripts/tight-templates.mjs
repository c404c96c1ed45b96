import { readFile } from 'node:fs/promises';
import ts from 'typescript';

const TAGS = new Set(['html', 'svg', 'css']);

/**
 * esbuild plugin that leaves the indentation out of Lit's templates and styles. Line ends stay, so
 * words stay apart and source maps stay true to the line.
 * @returns {import('esbuild').Plugin}
 */
export function tightTemplates() {
  return {
    name: 'tight-templates',
    setup(build) {
      build.onLoad({ filter: /[/\\]components[/\\].*\.ts$/ }, async ({ path }) => ({
        contents: withoutIndentation(path, await readFile(path, 'utf8')),
        loader: 'ts',
      }));
    },
  };
}

/**
 * @param {string} path only to say where
 * @param {string} source TypeScript
 */
export function withoutIndentation(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const texts = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText(file))) {
      texts.push(...literalsOf(node.template));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that the places of those before stay right.
  return texts
    .sort((a, b) => b.pos - a.pos)
    .reduce((text, { pos, end }) => {
      const tight = text.slice(pos, end).replaceAll(/\n[^\S\n]+/g, '\n');
      return text.slice(0, pos) + tight + text.slice(end);
    }, source);
}

/** The fixed texts of a template: what lies between its expressions. */
function literalsOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [template];
  return [template.head, ...template.templateSpans.map(({ literal }) => literal)];
}
