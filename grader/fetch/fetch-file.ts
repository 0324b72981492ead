import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { download, type DownloadOptions } from './download';
import { FetchError } from './fetch-error';
import { withLock } from './lock';
import { PartialFile } from './partial-file';

/** What is fetched, and how often each source is tried. */
export interface FetchFileOptions extends DownloadOptions {
  /** Sources in the order they are tried: URLs, or paths of local copies. */
  sources: string[];
  sha256?: string | undefined;
  /** Requests to one source before it is given up; a broken one goes on where it stopped. */
  attempts?: number;
  /** The wait before the second request; it doubles with each. */
  pauseMs?: number;
}

/**
 * Puts a file in its place, whole or not at all: a download that breaks off goes on where it stopped, in this run
 * or in a later one. Throws FetchError with what happened at every source.
 */
export async function fetchFile(file: string, options: FetchFileOptions): Promise<void> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await withLock(file, async () => {
    const failures: string[] = [];
    for (const source of options.sources) {
      try {
        return await fetchFrom(source, new PartialFile(file), options);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        failures.push(error.message);
      }
    }
    throw new FetchError(failures.join('\n'));
  });
}

async function fetchFrom(source: string, partial: PartialFile, options: FetchFileOptions): Promise<void> {
  if (/^https?:/.test(source)) await downloadPatiently(source, partial, options);
  else await copy(source, partial);
  await verify(source, partial, options);
  partial.finish();
}

async function downloadPatiently(
  url: string,
  partial: PartialFile,
  options: FetchFileOptions,
): Promise<void> {
  const { attempts = 5, pauseMs = 1000 } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(url, partial, options);
    } catch (error) {
      if (!(error instanceof FetchError) || !error.retry || attempt >= attempts) throw error;
    }
    await sleep(pauseMs * 2 ** (attempt - 1));
  }
}

async function copy(source: string, partial: PartialFile): Promise<void> {
  if (!fs.existsSync(source)) throw new FetchError(`There is no file ${path.resolve(source)}.`);
  partial.discard();
  await fs.promises.copyFile(source, partial.path);
}

async function verify(
  source: string,
  partial: PartialFile,
  { size, sha256 }: FetchFileOptions,
): Promise<void> {
  const length = fs.statSync(partial.path).size;
  const digest = sha256 === undefined ? undefined : await sha256Of(partial.path);
  if ((size === undefined || length === size) && digest === sha256?.toLowerCase()) return;
  partial.discard();
  const [expected, got] =
    length === size || size === undefined ? [`SHA-256 ${sha256}`, digest] : [`${size} bytes`, length];
  throw new FetchError(`${source} is not the expected file: expected ${expected}, got ${got}.`);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('hex');
}
