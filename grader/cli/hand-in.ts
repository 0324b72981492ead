import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { askedFiles } from '../assignment/asked-files';
import type { Assignment } from '../assignment/assignment';
import { messageOf, UsageError } from '../errors';
import { readReceipt } from '../receipt';
import type { Lang } from '../report/lang';
import { oneLine } from '../report/text';

export interface SubmitFlags {
  to: string;
  token?: string;
  submission?: string;
  receipt: string;
  lang: Lang;
}

const DONE: Record<Lang, (flags: SubmitFlags) => string> = {
  en: ({ receipt, to }) => `Handed in. The receipt is in ${receipt}; your report will be on ${to}\n`,
  'pt-BR': ({ receipt, to }) => `Entregue. O recibo está em ${receipt}; seu relatório estará em ${to}\n`,
};

/** Sends the assignment's files to a course's server, and writes its receipt. */
export async function handIn(assignment: Assignment, flags: SubmitFlags): Promise<void> {
  const token = (flags.token ?? process.env.BOLETIM_TOKEN ?? '').trim();
  if (!/^[\w-]+$/.test(token))
    throw new UsageError('Your token is needed: set BOLETIM_TOKEN, or give --token TOKEN.');
  if (!URL.canParse(flags.to) || !/^https?:$/.test(new URL(flags.to).protocol))
    throw new UsageError(`${flags.to} is no address; it looks like https://course.example.edu`);
  const body = await archiveOf(assignment, flags.submission ?? assignment.folder);
  const receipt = await send(new URL('/hand-ins', flags.to), { token, body });
  fs.writeFileSync(flags.receipt, `${receipt}\n`);
  process.stdout.write(DONE[flags.lang](flags));
}

/** The files that the assignment names, as a tar.gz. */
async function archiveOf({ spec }: Assignment, folder: string): Promise<Buffer> {
  const tar = pack();
  const names = askedFiles(spec);
  const present = names.filter((name) =>
    fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile(),
  );
  if (present.length === 0)
    throw new UsageError(`${folder} holds none of ${names.join(', ')}; give --submission FOLDER.`);
  for (const name of present) tar.entry({ name }, fs.readFileSync(path.join(folder, name)));
  tar.finalize();
  return gzipSync(await buffer(tar));
}

const TRIES = 6;

/** A server that is busy or not there for a moment is asked again; by the key it knows what it took before. */
async function send(url: URL, { token, body }: { token: string; body: Buffer }): Promise<string> {
  let last = '';
  const key = randomUUID();
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await sleep(500 * 2 ** tries);
    try {
      const type = { 'content-type': 'application/gzip', 'idempotency-key': key };
      const headers = { authorization: `Bearer ${token}`, ...type };
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
        redirect: 'error',
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      if (response.status === 201) return checkedReceipt(text);
      last = sentenceOf(text, response.status);
      if (response.status !== 408 && response.status < 500) break;
    } catch (error) {
      if (error instanceof UsageError) throw error;
      last = messageOf((error as Error).cause ?? error);
    }
  }
  throw new UsageError(`It was not handed in: ${oneLine(last, 500)}`);
}

function checkedReceipt(text: string): string {
  const read = readReceipt(Buffer.from(text));
  if ('receipt' in read) return text;
  throw new UsageError('The server answered with no receipt; ask your teacher whether it arrived.');
}

function sentenceOf(text: string, status: number): string {
  try {
    const { error } = JSON.parse(text) as { error: unknown };
    if (typeof error === 'string') return error;
  } catch {
    // A proxy before the server, or another server.
  }
  return `the server answered something unexpected (status ${status})`;
}
