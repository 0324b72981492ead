import fs from 'node:fs';
import path from 'node:path';

/** package.json as far as publishing changes it. */
export interface Manifest {
  exports?: Record<string, string>;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  devDependencies?: Record<string, string>;
  [field: string]: unknown;
}

/**
 * package.json as it is published: what names a source file in a checkout names what was built from it, with its types.
 */
function publishedManifest({
  exports = {},
  bin = {},
  scripts: _,
  devDependencies: __,
  ...rest
}: Manifest): Manifest {
  return {
    ...rest,
    ...(Object.keys(bin).length > 0 && { bin: mapValues(bin, built) }),
    exports: mapValues(exports, target) as never,
    // For those whose TypeScript does not read exports yet.
    typesVersions: { '*': { '*': ['dist/*'] } },
  };
}

/** Writes a folder's package.json as it is published. */
export function writePublishedManifest(manifest: Manifest, folder: string): void {
  const text = JSON.stringify(publishedManifest(manifest), null, 2);
  fs.writeFileSync(path.join(folder, 'package.json'), `${text}\n`);
}

/** package.json and schemas are published where they are. */
function target(file: string): unknown {
  if (/^\.\/(package\.json$|schema\/)/.test(file)) return file;
  if (!file.endsWith('.ts')) return built(file);
  const name = built(file).replace(/\.ts$/, '');
  return { types: `${name}.d.ts`, default: `${name}.js` };
}

function built(file: string): string {
  return `./dist/${file.replace(/^\.\//, '')}`;
}

function mapValues<T>(record: Record<string, string>, change: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
