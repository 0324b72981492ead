import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { sha256 } from '@boletim/grader/system';

const MANIFEST = '.boletim-release.json';

interface Manifest {
  schema: 'boletim/release/v1';
  assignments: { id: string; version: string }[];
  /** sha256 by path. */
  files: Record<string, string>;
}

/**
 * Writes a release into a folder that is new, empty, or holds an earlier release: files of that one which are no longer
 * part are removed, and nothing else that lies there is touched. The same release gives the same bytes.
 * @throws UsageError when the folder holds something else
 */
export function writeRelease(
  out: string,
  files: ReadonlyMap<string, Buffer>,
  assignments: Manifest['assignments'],
): void {
  const earlier = readManifest(out);
  for (const file of earlier ? Object.keys(earlier.files) : []) {
    if (!files.has(file)) fs.rmSync(path.join(out, file), { force: true });
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [file, bytes] of sorted) writeFile(path.join(out, file), bytes);
  const hashes = Object.fromEntries(sorted.map(([file, bytes]) => [file, sha256(bytes)]));
  const manifest: Manifest = { schema: 'boletim/release/v1', assignments, files: hashes };
  writeFile(path.join(out, MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

function readManifest(out: string): Manifest | undefined {
  if (!fs.existsSync(out) || fs.readdirSync(out).length === 0) return undefined;
  const file = path.join(out, MANIFEST);
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  throw new UsageError(`${out} is not empty and holds no earlier release; give a new folder.`);
}

function writeFile(file: string, bytes: Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes, { mode: 0o644 });
}
