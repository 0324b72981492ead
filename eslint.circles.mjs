import fs from 'node:fs';
import { createNodeResolver } from 'eslint-plugin-import-x';
import ts from 'typescript';

/**
 * Refuses circles of imports. `import-x/no-cycle` leaves out those that a type closes: they do no harm when the program
 * runs, but neither of their files can be understood or moved alone.
 */
export const noCircle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { circle: 'imports go in a circle: {{way}}; move what both need into a file of its own' },
  },
  create(context) {
    const file = context.physicalFilename;
    const harmless = new Set();
    return {
      'ImportDeclaration, ExportNamedDeclaration[source], TSImportType, ImportExpression'(node) {
        const name = node.source?.value ?? node.argument?.literal?.value;
        const target = typeof name === 'string' && resolve(name, file);
        const way = target && findWay(target, file, harmless);
        if (way)
          context.report({ node, messageId: 'circle', data: { way: way.map(shortName).join(' -> ') } });
      },
      'Program:exit'() {
        // An editor changes it before it is looked at from another file.
        importsOf.delete(file);
      },
    };
  },
};

/** The files from the first to the last, each importing the next; null where there is no way. */
function findWay(from, to, seen) {
  const open = [[from]];
  for (const way of open) {
    const last = way.at(-1);
    if (last === to) return [to, ...way];
    if (seen.has(last)) continue;
    seen.add(last);
    open.push(...readImports(last).map((next) => [...way, next]));
  }
  return null;
}

/** What each file imports, in this repository, as it was last read. */
const importsOf = new Map();

function readImports(file) {
  let imports = importsOf.get(file);
  if (!imports) {
    const names = ts.preProcessFile(fs.readFileSync(file, 'utf8')).importedFiles;
    imports = names.map(({ fileName }) => resolve(fileName, file)).filter(Boolean);
    importsOf.set(file, imports);
  }
  return imports;
}

const resolver = createNodeResolver({ extensions: ['.ts', '.js', '.d.ts'] });

function resolve(name, file) {
  const { path } = resolver.resolve(name, file);
  return path && /\.[jt]s$/.test(path) && !/[\\/]node_modules[\\/]/.test(path) ? path : null;
}

function shortName(file) {
  return file.slice(import.meta.dirname.length + 1);
}
