import type { FileHandle } from 'node:fs/promises';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { SubmissionProblem } from './problem';
import { shortened, TreeBuilder, type ReadLimits, type SubmittedTree, type Wanted } from './tree';

/** Bytes that may come out before the ratio is looked at: small texts compress well. */
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
/** The same for what nobody asked for: fresh checkpoints are zeros, and compress a thousandfold. */
const UNWANTED_FREE_BYTES = 512 * 1024 * 1024;

/**
 * Reads a tar, gzipped or not, without writing anything: the list of its files, and the bytes of the wanted ones.
 * Throws SubmissionProblem when it is damaged, hostile or over the limits.
 */
export async function readTar(file: FileHandle, wanted: Wanted, limits: ReadLimits): Promise<SubmittedTree> {
  const { size: packed } = await file.stat();
  const builder = new TreeBuilder(wanted, limits);
  // Nothing is awaited from here to its loop: what it says before somebody listens, it says to nobody.
  const archive = extract();
  const feeding = feed(file, archive as unknown as Writable, builder);
  // Without this a feeder that fails first would count as an unhandled rejection.
  const feedError = feeding.then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for await (const entry of archive) await readEntry(entry, { builder, packed });
    await feeding;
  } catch (error) {
    archive.destroy();
    const first = await feedError;
    throw asProblem(first instanceof SubmissionProblem ? first : error);
  }
  return builder.tree;
}

async function feed(file: FileHandle, archive: Writable, builder: TreeBuilder): Promise<void> {
  const gzipped = await isGzip(file);
  const source = file.createReadStream({ start: 0, autoClose: false });
  if (!gzipped)
    return pipeline(
      source,
      counter(builder, () => source.bytesRead),
      archive,
    );
  const gunzip = createGunzip();
  await pipeline(
    source,
    gunzip,
    counter(builder, () => gunzip.bytesWritten),
    archive,
  );
}

/** Counts what comes out against what went in, so that a bomb stops early. */
function counter(builder: TreeBuilder, packedBytes: () => number): Transform {
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      try {
        builder.countBytes(chunk.length);
        if (unpacked > UNWANTED_FREE_BYTES) builder.checkRatio(unpacked, packedBytes());
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

async function isGzip(file: FileHandle): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return buffer[0] === 0x1f && buffer[1] === 0x8b;
}

async function readEntry(
  entry: AsyncIterable<unknown> & { header: Header },
  { builder, packed }: { builder: TreeBuilder; packed: number },
): Promise<void> {
  const { name, type, size } = entry.header;
  const path = builder.enter(name);
  const isFile = type === 'file' || type === 'contiguous-file';
  if (path !== undefined && builder.wants(path) && (size ?? 0) > RATIO_FREE_BYTES)
    builder.checkRatio(size ?? 0, packed);
  if (path !== undefined && !isFile && type !== 'directory') builder.refuseLink(path);
  const take = path !== undefined && isFile && builder.addFile(path, size);
  const chunks: Buffer[] = [];
  for await (const chunk of entry) if (take) chunks.push(chunk as Buffer);
  if (take) builder.keep(path, Buffer.concat(chunks));
}

function asProblem(error: unknown): SubmissionProblem {
  if (error instanceof SubmissionProblem) return error;
  return new SubmissionProblem(
    'corrupt',
    `it is not a readable tar file (${shortened((error as Error).message)})`,
  );
}
