import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** A zip in memory, in the order of names. It knows no time, so its bytes depend on nothing but the files. */
export async function writeZip(
  files: ReadonlyMap<string, Buffer>,
  { executable = [] }: { executable?: readonly string[] } = {},
): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  const output = buffer(archive.outputStream);
  for (const [file, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mode = executable.includes(file) ? 0o100755 : 0o100644;
    // The DOS form has no time zone.
    archive.addBuffer(bytes, file, { mode, mtime: new Date(1980, 0, 1), forceDosTimestamp: true });
  }
  archive.end();
  return output;
}
