import fs from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, writeFileAtomically } from '@boletim/grader/system';
import { readClassRecord } from '@boletim/teaching/class';
import { CHANNELS, type ChannelName } from './channels';
import type { Channel, Delivery } from './channel';
import { noteReturned, readReturned, type Returned } from './ledger';
import { readLetters, type LeftOut, type Letter } from './letter';

export interface ReturnOptions {
  to: ChannelName;
  /** Who the messages are from; for mail. */
  from?: string | undefined;
  /** Hands back also what has not changed. */
  all?: boolean;
  /** Says what would be handed back, and writes nothing. */
  dryRun?: boolean;
  now?: Date;
}

/** What was handed back, or would be. */
export interface ReturnResult {
  returned: {
    id: string;
    news: 'new' | 'changed' | 'again';
    score: number | null;
    maxScore: number | null;
  }[];
  /** Students who have this result already. */
  unchanged: number;
  leftOut: LeftOut[];
  warnings: string[];
  /** The files that were written. */
  files: string[];
  advice: string;
}

/**
 * Hands a class's results back on one way: what changed since the last time on it, each student's own and nobody
 * else's. Files of earlier returns stay; each return is a folder of its own below return/.
 * @throws UsageError when the class's output is damaged or the sender is missing
 */
export async function returnClass(out: string, options: ReturnOptions): Promise<ReturnResult> {
  const channel: Channel = CHANNELS[options.to];
  const record = readClassRecord(out);
  const { letters, leftOut } = await readLetters(out, record);
  const { deliveries, unreachable } = addressed(letters, channel);
  const before = await readReturned(out, options.to);
  const due = deliveries.filter(({ letter }) => options.all || before.get(letter.row.id) !== letter.digest);
  const result = {
    returned: due.map(({ letter }) => newsOf(letter, before)),
    unchanged: deliveries.length - due.length,
    leftOut: [...leftOut, ...unreachable],
    warnings: withheldWarnings(letters, record.released),
    advice: channel.advice,
  };
  if (due.length === 0 || options.dryRun) return { ...result, files: [] };
  const context = { record, from: options.from, now: options.now ?? new Date() };
  const contents = await channel.filesOf(apart(channel.holdsEverybody ? deliveries : due), context);
  return { ...result, files: await write(out, options.to, { due, contents }) };
}

function newsOf({ row, report, digest }: Letter, before: Returned): ReturnResult['returned'][number] {
  const last = before.get(row.id);
  const news = last === undefined ? 'new' : last === digest ? 'again' : 'changed';
  return { id: row.id, news, score: report?.score ?? null, maxScore: report?.maxScore ?? null };
}

/**
 * Where each letter goes. A place that two people share, as a group's submission, gets their one letter when it is the
 * same; when it is not, neither may read the other's.
 */
function addressed(
  letters: readonly Letter[],
  channel: Channel,
): { deliveries: Delivery[]; unreachable: LeftOut[] } {
  const byAddress = new Map<string, Letter[]>();
  const unreachable: LeftOut[] = [];
  for (const letter of letters) {
    const address = channel.addressOf(letter.row);
    if (address === null) unreachable.push({ id: letter.row.id, reason: channel.noAddress });
    else byAddress.set(address, [...(byAddress.get(address) ?? []), letter]);
  }
  const deliveries: Delivery[] = [];
  for (const [address, sharing] of byAddress) {
    if (new Set(sharing.map(contentOf)).size === 1) {
      deliveries.push(...sharing.map((letter) => ({ letter, address })));
      continue;
    }
    const ids = sharing.map(({ row }) => row.id);
    const reason = `${ids.join(' and ')} share a place to return to, and their results differ`;
    unreachable.push(...ids.map((id) => ({ id, reason })));
  }
  return { deliveries, unreachable };
}

/** What a letter says, whoever of a group it names. */
function contentOf({ text, report }: Letter): string {
  return JSON.stringify([text, report?.submission.digest, report?.questions]);
}

/** One delivery an address. */
function apart(deliveries: readonly Delivery[]): Delivery[] {
  return [...new Map(deliveries.map((delivery) => [delivery.address, delivery])).values()];
}

function withheldWarnings(letters: readonly Letter[], released: boolean): string[] {
  const waiting = letters.filter(({ report }) =>
    report?.questions.some(({ withheldPoints }) => withheldPoints),
  );
  if (released || waiting.length === 0) return [];
  return [
    `${waiting.length} reports keep points back until release; if grades are out, run boletim class with --released first`,
  ];
}

/** The note about what went out comes last: a return that was stopped is made again. */
async function write(
  out: string,
  to: ChannelName,
  { due, contents }: { due: readonly Delivery[]; contents: ReadonlyMap<string, Buffer> },
): Promise<string[]> {
  const folder = await newFolder(path.join(out, 'return'), to);
  const files = [...contents].map(([name, bytes]) => ({ file: path.join(folder, name), bytes }));
  for (const { file, bytes } of files) await writeFileAtomically(file, bytes);
  await noteReturned(out, to, new Map(due.map(({ letter }) => [letter.row.id, letter.digest])));
  return files.map(({ file }) => file);
}

/** `moodle-1`, `moodle-2` and so on; two returns at the same time get two folders. */
async function newFolder(parent: string, name: string): Promise<string> {
  makeFolder(parent);
  for (let count = 1; ; count++) {
    const folder = path.join(parent, `${name}-${count}`);
    try {
      await fs.mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
