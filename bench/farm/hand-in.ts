import { setTimeout as sleep } from 'node:timers/promises';
import { solutionFiles, tarOf } from '../../grader/farm/test/support/served';
import { DAMAGE, type Kind } from '../submissions';
import type { ServeProcess } from './serve-process';

/** By turns; a crash costs points, so that a result is seen to be of another hand-in. */
const KINDS: Kind[] = ['right', 'crashing'];
const POLL_MILLISECONDS = 100;

/** The hand-in of this number, like no other, as a tar.gz. */
export function archiveOf(index: number, salt: string): Promise<Buffer> {
  const files = Object.entries(solutionFiles()).sort();
  const damage = DAMAGE[KINDS[index % KINDS.length]!];
  const texts = files.map(([name, content], place) => {
    const text = content.toString('utf8');
    return [name, `${place === files.length - 1 ? damage(text) : text}\n// ${salt} ${index}\n`];
  });
  return tarOf(Object.fromEntries(texts) as Record<string, string>);
}

export interface Asked {
  index: number;
  archive: Buffer;
  /** By this moment of performance.now() it is given up. */
  end: number;
}

/** Hands in, again and again until it has a receipt, and gives its number; null where it was given up. */
export async function handIn(serve: ServeProcess, { index, archive, end }: Asked): Promise<number | null> {
  while (performance.now() < end) {
    const answer = await ask(serve, index, '/hand-ins', {
      method: 'POST',
      body: new Uint8Array(archive),
      headers: { 'content-type': 'application/gzip' },
    });
    const number = /hand-ins\/[^/"]+\/0*(\d+)\//.exec(answer?.text ?? '')?.[1];
    if (answer?.status === 201 && number) return Number(number);
    if (answer && ![408, 500, 503].includes(answer.status))
      throw new Error(`not taken: ${answer.status} ${answer.text}`);
    await sleep(300);
  }
  return null;
}

/** Asks for the result until it is there, and tells whether it is the right one; null where it never came. */
export async function result(serve: ServeProcess, number: number, asked: Asked): Promise<boolean | null> {
  while (performance.now() < asked.end) {
    const answer = await ask(serve, asked.index, `/hand-ins/${number}/report.json`);
    if (answer?.status === 200) {
      const { score, maxScore } = JSON.parse(answer.text) as { score: number; maxScore: number };
      return (score === maxScore) === (KINDS[asked.index % KINDS.length] === 'right');
    }
    await sleep(POLL_MILLISECONDS);
  }
  return null;
}

/** An answer that came whole; null where the line or the server broke. */
async function ask(
  { url, tokens }: ServeProcess,
  index: number,
  ...[place, init = {}]: [string, { method?: string; body?: Uint8Array; headers?: object }?]
): Promise<{ status: number; text: string } | null> {
  const headers = { authorization: `Bearer ${tokens[index % tokens.length]}`, ...init.headers };
  try {
    const answer = await fetch(url + place, { ...init, headers, signal: AbortSignal.timeout(60_000) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return null;
  }
}
