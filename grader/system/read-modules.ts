import { createRequire, isBuiltin } from 'node:module';

/** CommonJS modules and what they ask for, by absolute path. */
export interface Modules {
  code: Record<string, string>;
  /** The file that each name means to a module, Node's own modules aside. */
  found: Record<string, Record<string, string>>;
}

interface WhichModules {
  /** Absolute paths. */
  entries: readonly string[];
  /** The JavaScript of a file; undefined for one that is not to be among them. */
  codeOf(file: string): string | undefined;
  /** Whether to go on with what a name means; always by default. */
  isFollowed?(name: string, file: string): boolean;
}

/** Follows what modules ask for by a written name, directly or through others. */
export function readModules({ entries, codeOf, isFollowed = () => true }: WhichModules): Modules {
  const modules: Modules = { code: {}, found: {} };
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file in modules.code) continue;
    const code = codeOf(file);
    if (code === undefined) continue;
    modules.code[file] = code;
    const names = requiredBy(file, code);
    modules.found[file] = Object.fromEntries(names);
    waiting.push(...names.filter((named) => isFollowed(...named)).map(([, target]) => target));
  }
  return modules;
}

/** In a call of require, require.resolve or what TypeScript makes of import(). */
const REQUIRE = /\brequire(?:\.resolve)?\(\s*["']([^"']+)["']\s*\)/g;

function requiredBy(file: string, code: string): [name: string, file: string][] {
  const names = [...code.matchAll(REQUIRE)].map(([, name]) => name!).filter((name) => !isBuiltin(name));
  return names.flatMap((name) => {
    const found = resolveFrom(file, name);
    return found === undefined ? [] : [[name, found]];
  });
}

function resolveFrom(file: string, name: string): string | undefined {
  try {
    return createRequire(file).resolve(name);
  } catch {
    return undefined; // Optional, and not there.
  }
}
