import fs from 'node:fs';
import path from 'node:path';
import yauzl from 'yauzl';
import { writeTree } from '../../class/support';

/** Unpacks an autograder as Gradescope does, with the rights of its files. */
export async function unzip(bytes: Buffer, folder: string): Promise<void> {
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    writeTree(folder, { [entry.fileName]: Buffer.concat(chunks) });
    fs.chmodSync(path.join(folder, entry.fileName), (entry.externalFileAttributes >>> 16) & 0o777);
  }
}
