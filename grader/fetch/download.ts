import { FetchError } from './fetch-error';
import type { PartialFile } from './partial-file';
import type { Progress } from './progress';

/** How patient a download is, and who hears of it. */
export interface DownloadOptions {
  onProgress?: (progress: Progress) => void;
  /** The length the file must have, where it is known. */
  size?: number | undefined;
  /** Without a byte for this long, the connection counts as dead. */
  stallMs?: number;
}

/**
 * Asks once for the file, or for its rest when a part of it is here, and appends what comes. Throws FetchError
 * with `retry` when the connection broke, without it when the server's answer is not the file.
 */
export async function download(
  url: string,
  partial: PartialFile,
  options: DownloadOptions = {},
): Promise<void> {
  const stall = new Stall(options.stallMs ?? 30_000);
  try {
    const resume = partial.resumable(url);
    const response = await request(url, resume, stall);
    if (response.status === 416) throw wrongPart(response, partial, url);
    requireFile(response, url);
    const offset = startOf(response);
    if (offset !== 0 && offset !== resume?.size) throw wrongPart(response, partial, url);
    const total = totalOf(response, offset);
    requireSize(total, options.size, url);
    await receive(response, { url, partial, offset, total, stall, onProgress: options.onProgress });
  } catch (error) {
    throw asFetchError(error as Error, url, stall);
  } finally {
    stall.stop();
  }
}

function request(
  url: string,
  resume: { size: number; condition: string } | undefined,
  stall: Stall,
): Promise<Response> {
  // Compressed on the way, the lengths and positions would be of something else than the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (resume) Object.assign(headers, { range: `bytes=${resume.size}-`, 'if-range': resume.condition });
  return fetch(url, { headers, signal: stall.signal });
}

function requireFile(response: Response, url: string): void {
  const { status, statusText, headers } = response;
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  const answer = `${status} ${statusText}`.trim();
  if (!response.ok) {
    void response.body?.cancel();
    const kind = isPage ? ' and a web page' : '';
    throw new FetchError(
      `${url} answered ${answer}${kind} instead of the file.`,
      status >= 500 || status === 429,
    );
  }
  if (isPage) {
    void response.body?.cancel();
    throw new FetchError(`${url} answered with a web page instead of the file.`);
  }
}

/** Where a partial answer starts; 0 for a whole one. */
function startOf(response: Response): number {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return response.status === 206 && match ? Number(match[1]) : 0;
}

function wrongPart(response: Response, partial: PartialFile, url: string): FetchError {
  void response.body?.cancel();
  partial.discard();
  return new FetchError(`${url} answered with another part of the file than was asked for.`, true);
}

function totalOf(response: Response, offset: number): number | undefined {
  const length = response.headers.get('content-length');
  return length === null ? undefined : offset + Number(length);
}

function requireSize(total: number | undefined, size: number | undefined, url: string): void {
  if (size === undefined || total === undefined || total === size) return;
  throw new FetchError(`${url} has ${total} bytes, expected ${size}: it is another file.`);
}

interface Receiving {
  url: string;
  partial: PartialFile;
  offset: number;
  total: number | undefined;
  stall: Stall;
  onProgress: ((progress: Progress) => void) | undefined;
}

async function receive(response: Response, receiving: Receiving): Promise<void> {
  const { url, partial, offset, total, stall, onProgress } = receiving;
  const { headers } = response;
  const validator = { url, etag: headers.get('etag'), lastModified: headers.get('last-modified') };
  let received = offset;
  onProgress?.({ received, total });
  const file = partial.open(offset > 0, validator);
  try {
    // Written at once: what waits in a buffer is lost when the connection breaks.
    for await (const chunk of response.body ?? []) {
      stall.alive();
      file.write(chunk as Uint8Array);
      received += (chunk as Uint8Array).length;
      onProgress?.({ received, total });
    }
  } finally {
    file.close();
  }
  if (total !== undefined && received < total) throw cutShort(url, received, total);
}

function cutShort(url: string, received: number, total: number): FetchError {
  return new FetchError(`The connection to ${url} ended after ${received} of ${total} bytes.`, true);
}

/** Network errors come as "fetch failed" with the reason underneath. */
function asFetchError(error: Error, url: string, stall: Stall): Error {
  if (error instanceof FetchError) return error;
  if (stall.signal.aborted) return new FetchError(`${url} sent nothing for ${stall.ms / 1000} s.`, true);
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new FetchError('The disk is full.', false, { cause: error });
  if (code && LOCAL.has(code)) return error;
  return new FetchError(`${url} cannot be reached or broke off: ${message || code}.`, true, { cause: error });
}

/** Faults of this machine's files: trying again changes nothing. */
const LOCAL = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EISDIR', 'ERR_INVALID_URL']);

/** Aborts its signal when `alive` is not called for a while. */
class Stall {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(readonly ms: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  alive(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
