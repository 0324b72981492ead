import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Lang } from '@boletim/grader/reporters';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { Desk } from './desk';
import { deskStrings } from './i18n';
import { ReviewStore } from './review-store';
import { deskApplication } from './server';
import { portOf, readToken } from './session';
import { sha256 } from '@boletim/grader/system';

export interface ReviewOptions {
  /** The output folder of `boletim class`. */
  out: string;
  /** Where reviews are written. */
  reviews: string;
  assignment?: string | undefined;
  /** Who reviews. */
  reviewer: string;
  lang: Lang;
  blind: boolean;
  /** The one that belongs to the folder by default. */
  port?: number | undefined;
}

/** Serves the review page on this machine alone. Throws a UsageError when there is no class to review. */
export async function serveReview(options: ReviewOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { out, lang, blind } = options;
  const desk = openDesk(options);
  await desk.class();
  const token = readToken(out);
  const name = sha256(fs.realpathSync(out)).slice(0, 12);
  const server = createAdaptorServer({ fetch: deskApplication(desk, { token, lang, blind, name }).fetch });
  const wanted = options.port ?? portOf(out, options.reviewer);
  await listen(server, wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || options.port !== undefined)
      throw new UsageError(`Port ${wanted} cannot be used (${messageOf(error)}); give --port another.`);
    return listen(server, 0);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Browsers keep connections open for the next page.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** A class with its reviews. Throws a UsageError when there is none. */
export function openDesk(options: Omit<ReviewOptions, 'port'>): Desk {
  const { out, reviews, reviewer, lang, blind } = options;
  if (!fs.existsSync(path.join(out, 'class.json')))
    throw new UsageError(`${out} has no class.json; give the output folder of boletim class.`);
  const strings = deskStrings(lang);
  const store = new ReviewStore(path.resolve(reviews), reviewer, blind);
  return new Desk({ ...options, strings, nameless: strings.nameless }, store);
}

function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
