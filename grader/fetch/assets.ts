import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder';
import { extractZip, type ExtractLimits } from './extract-zip';
import { FetchError } from './fetch-error';
import { fetchFile, type FetchFileOptions } from './fetch-file';
import type { FetchSpec } from './fetch-spec';

/** Where a fetched thing is once it has been fetched: a file, or the folder that was unpacked. */
export function assetPath(assignment: string, spec: FetchSpec): string {
  return path.join(cacheFolder(), assignment, spec.file.replace(ZIP, ''));
}

const ZIP = /\.zip$/i;

/** The same if it is there, else undefined. */
export function findAsset(assignment: string, spec: FetchSpec): string | undefined {
  const found = assetPath(assignment, spec);
  return fs.existsSync(found) ? found : undefined;
}

/** How `fetchAsset` behaves; `from` replaces the spec's URLs by a file or URL. */
export type FetchAssetOptions = Omit<FetchFileOptions, 'sources' | 'size' | 'sha256'> &
  ExtractLimits & { from?: string };

/**
 * Fetches what a spec describes into the user's cache, unless it is there, and returns its path.
 *
 * @throws FetchError with what happened at each source and how to go on by hand
 */
export async function fetchAsset(
  assignment: string,
  spec: FetchSpec,
  options: FetchAssetOptions = {},
): Promise<string> {
  const target = assetPath(assignment, spec);
  if (fs.existsSync(target) && !options.from) return target;
  const sources = options.from ? [options.from] : spec.urls;
  const file = path.join(path.dirname(target), spec.file);
  const { bytes: size, sha256 } = spec;
  await fetchFile(file, { ...options, sources, size, sha256 }).catch((error: Error) => {
    throw error instanceof FetchError ? withAdvice(error, spec) : error;
  });
  if (file !== target) await unpack(file, target, options);
  return target;
}

function withAdvice(error: FetchError, { file, urls }: FetchSpec): FetchError {
  const advice = `Get ${file} another way (a browser, a mirror, a classmate's copy) and pass it: --from FILE or --from URL.`;
  return new FetchError(
    `${file} could not be fetched.\n${error.message}\n${advice}\nIt is at: ${urls.join(' , ')}`,
    false,
    { cause: error },
  );
}

/** Into a folder beside the target first, so that a target which is there is always whole. */
async function unpack(archive: string, target: string, limits: ExtractLimits): Promise<void> {
  const work = `${target}.unpacking-${process.pid}`;
  try {
    await extractZip(archive, work, limits);
    // Most archives hold one folder of their own name.
    const inner = path.join(work, path.basename(target));
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(fs.existsSync(inner) ? inner : work, target);
  } finally {
    // A whole archive is not needed any more, and a wrong one would be found again.
    fs.rmSync(work, { recursive: true, force: true });
    fs.rmSync(archive, { force: true });
  }
}
