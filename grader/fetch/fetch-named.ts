import type { Assignment } from '../assignment/assignment';
import { fetchAsset, findAsset } from './assets';
import { FetchError } from './fetch-error';
import type { FetchSpec } from './fetch-spec';
import { ProgressBar } from './progress';

export interface FetchNamedOptions {
  /** A file or URL to take in place of the assignment's own addresses. */
  from?: string | undefined;
  /** Whether what is not in the cache may be downloaded. */
  mayFetch?: boolean;
}

/** Where a fetched thing is, and whether it was there already. */
export interface Fetched {
  path: string;
  wasThere: boolean;
}

/**
 * Finds what assignment.yaml calls by a name under `fetch:` in the user's cache, or fetches it with a bar of progress.
 * @throws FetchError with what to do
 */
export async function fetchNamed(
  { spec: { id, fetch } }: Pick<Assignment, 'spec'>,
  name: string,
  { from, mayFetch = true }: FetchNamedOptions = {},
): Promise<Fetched> {
  if (!Object.hasOwn(fetch, name)) {
    const names = Object.keys(fetch).join(', ') || 'nothing';
    throw new FetchError(`The assignment ${id} has no "${name}" to fetch; it has: ${names}.`);
  }
  const spec = fetch[name] as FetchSpec;
  const there = from === undefined ? findAsset(id, spec) : undefined;
  if (there !== undefined) return { path: there, wasThere: true };
  if (!mayFetch) throw new FetchError(`${spec.file} is not in the cache.`);
  const bar = new ProgressBar(spec.file);
  try {
    const onProgress = bar.update.bind(bar);
    return { path: await fetchAsset(id, spec, { ...(from && { from }), onProgress }), wasThere: false };
  } finally {
    bar.end();
  }
}
