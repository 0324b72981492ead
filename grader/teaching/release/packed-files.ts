import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { PackedPackage } from '../packages/pack-package';

/** What is inside of packages, for the search for secrets: content by a name that says where it is. */
export async function packedFiles(packages: readonly PackedPackage[]): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { file, bytes } of packages) {
    const archive = extract();
    const feeding = pipeline(Readable.from([bytes]), createGunzip(), archive as unknown as Writable);
    for await (const entry of archive) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      files.set(`vendor/${file} > ${entry.header.name}`, Buffer.concat(chunks));
    }
    await feeding;
  }
  return files;
}
