import { readFileSync } from 'node:fs';
import Module from 'node:module';
import type { PackedModules } from '../../wire/packed-modules';

/** What Node looks modules up with; tools that load TypeScript put themselves between in the same way. */
interface Loader {
  _extensions: Record<string, (module: Loading, file: string) => void>;
  _resolveFilename(request: string, parent: { filename?: string } | undefined, ...rest: unknown[]): string;
}

interface Loading {
  _compile(code: string, file: string): void;
}

const [, , packed] = process.argv;
if (packed !== undefined) loadPacked(packed);

/**
 * Lets `require` take modules out of one file: to look for some 200 small ones takes longer than to run them. Each has
 * its own name and its own lines all the same, and what is not in there is loaded as ever.
 */
function loadPacked(file: string): void {
  const { code, found } = JSON.parse(readFileSync(file, 'utf8')) as PackedModules;
  const codeOf = new Map(Object.entries(code));
  const foundBy = new Map(
    Object.entries(found).map(([from, names]) => [from, new Map(Object.entries(names))]),
  );
  const loader = Module as unknown as Loader;
  const { _extensions: extensions, _resolveFilename: resolve } = loader;
  const load = extensions['.js']!;
  extensions['.js'] = (module, name) => {
    const text = codeOf.get(name);
    if (text === undefined) load(module, name);
    else module._compile(text, name);
  };
  loader._resolveFilename = (request, parent, ...rest) =>
    foundBy.get(parent?.filename ?? '')?.get(request) ?? resolve.call(loader, request, parent, ...rest);
}
