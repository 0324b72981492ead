import { Busboy } from '@fastify/busboy';
import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServeStrings } from './strings';

/** A request that is answered with a status and a sentence, and nothing else. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** The sentence, in the language of who reads it. */
    readonly sentence: (strings: ServeStrings) => string,
  ) {
    super(`refused with ${status}`);
  }
}

export type Archive = 'submission.zip' | 'submission.tar.gz';

/**
 * Writes the archive of a request into a file: the body itself, or the one file of a form. Never more than a number of
 * bytes. Throws a Refusal, and leaves no file behind.
 */
export async function receiveArchive(
  request: IncomingMessage,
  file: string,
  mostBytes: number,
): Promise<Archive> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge(mostBytes);
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim();
  try {
    if (type === 'multipart/form-data') return await receiveForm(request, file, mostBytes);
    const archive = ARCHIVES[type];
    if (!archive) throw new Refusal(415, (strings) => strings.notArchive);
    await store(request, file, mostBytes);
    return archive;
  } catch (error) {
    fs.rmSync(file, { force: true });
    if (error instanceof Refusal || isFullDisk(error)) throw error;
    throw new Refusal(400, (strings) => strings.notWhole);
  }
}

const ARCHIVES: Readonly<Record<string, Archive>> = {
  'application/zip': 'submission.zip',
  'application/gzip': 'submission.tar.gz',
};

function receiveForm(request: IncomingMessage, file: string, mostBytes: number): Promise<Archive> {
  const headers = { ...request.headers, 'content-type': request.headers['content-type']! };
  return new Promise((resolve, reject) => {
    const form = new Busboy({ headers, limits: { files: 1, fields: 5, fieldSize: 1000, headerPairs: 20 } });
    let stored: Promise<Archive> | null = null;
    form.on('file', (_field, stream, name) => {
      const archive = /\.zip$/i.test(name)
        ? 'submission.zip'
        : /\.(tar\.gz|tgz)$/i.test(name)
          ? 'submission.tar.gz'
          : null;
      stored = archive
        ? store(stream, file, mostBytes).then((): Archive => archive)
        : Promise.reject(new Refusal(415, (strings) => strings.notArchive));
      stored.catch((error: unknown) => (request.unpipe(form), stream.resume(), reject(error)));
    });
    form.on('error', reject);
    form.on(
      'finish',
      () =>
        void (stored ?? Promise.reject(new Refusal(400, (strings) => strings.noFile))).then(resolve, reject),
    );
    request.on('aborted', () => reject(new Error('the line was cut')));
    request.on('error', reject);
    request.pipe(form);
  });
}

async function store(stream: Readable, file: string, mostBytes: number): Promise<void> {
  let bytes = 0;
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw tooLarge(mostBytes);
        yield chunk;
      }
    },
    fs.createWriteStream(file, { flags: 'wx', flush: true }),
  );
}

function tooLarge(mostBytes: number): Refusal {
  const megabytes = Math.floor(mostBytes / 1024 / 1024);
  return new Refusal(413, (strings) => strings.tooLarge(megabytes));
}

/** Whether it is this machine that can keep nothing more, for now. */
export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE'].includes(
    String((error as NodeJS.ErrnoException).code),
  );
}
