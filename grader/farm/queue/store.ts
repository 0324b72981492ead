import type * as BullMQ from 'bullmq';
import type { ConnectionOptions, Queue } from 'bullmq';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { WANTED_QUEUE } from './names';
import { patiently } from './patience';

/** BullMQ's classes on one store, with the options that every one of them needs to find it. */
export interface Store {
  Queue: typeof BullMQ.Queue;
  QueueEvents: typeof BullMQ.QueueEvents;
  Worker: typeof BullMQ.Worker;
  connection: ConnectionOptions;
  /** The address without its password, for messages. */
  address: string;
}

/** After so long without a word a line is taken for broken. Who waits for a job or an event waits 10 s at most. */
const SILENCE_MILLISECONDS = 30_000;

/**
 * Finds the store of a `redis://`, `rediss://`, `postgres://` or `postgresql://` address and asks it once.
 * @param onWait told once, when it does not answer at first and is waited for
 * @throws UsageError for another address, or when no answer comes within 30 s
 */
export async function openStore(
  text: string,
  onWait?: (sentence: string) => void,
  silence = SILENCE_MILLISECONDS,
): Promise<Store> {
  const url = parseAddress(text);
  const store = url.protocol.startsWith('redis')
    ? await redisStore(url, silence)
    : await classesOnPostgres(text, silence);
  const opened = { ...store, address: addressWithoutPassword(url) };
  await answered(opened, onWait);
  return opened;
}

/** A queue on a store. What goes wrong with a line is met again by whoever asks, so nobody need listen for it. */
export function openQueue(
  { Queue, connection }: Pick<Store, 'Queue' | 'connection'>,
  name: string,
  onError: (error: Error) => void = () => {},
): Queue {
  const queue = new Queue(name, { connection });
  // An event without a listener would end the program.
  queue.on('error', onError);
  return queue;
}

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && ['redis:', 'rediss:', 'postgres:', 'postgresql:'].includes(url.protocol)) return url;
  throw new UsageError(
    'A queue is an address like redis://127.0.0.1:6379 or postgres://user:password@host/database.',
  );
}

async function redisStore(url: URL, silence: number): Promise<Omit<Store, 'address'>> {
  const { Queue, QueueEvents, Worker } = await import('bullmq');
  const connection = {
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    protocol: 2 as const, // What BullMQ is tested with.
    socketTimeout: silence,
    connectTimeout: silence,
    // What is asked while the store restarts waits for it.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(times * 100, 2000),
  };
  return { Queue, QueueEvents, Worker, connection };
}

async function classesOnPostgres(text: string, silence: number): Promise<Omit<Store, 'address'>> {
  const { postgresStore } = await import('./postgres.ts');
  const { Queue, QueueEvents, Worker, connection } = postgresStore(text, silence);
  // The classes are the same; their types differ in what a connection is.
  return { Queue, QueueEvents, Worker, connection } as unknown as Omit<Store, 'address'>;
}

/** A database that was ended a moment ago takes its time to come back. */
const ANSWER_MILLISECONDS = 30_000;

/** A store that is not there, or refuses, is told in the beginning: later it may come and go. */
async function answered(
  { Queue, connection, address }: Store,
  onWait?: (sentence: string) => void,
): Promise<void> {
  let last = 'it does not answer';
  const onError = (error: unknown) => {
    last = messageOf(error) || String((error as NodeJS.ErrnoException).code);
  };
  const queue = openQueue({ Queue, connection }, WANTED_QUEUE, onError);
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => (stop.abort(), reject(new Error(last))), ANSWER_MILLISECONDS);
  });
  const onTrouble = (error: unknown) => {
    onError(error);
    onWait?.(`The queue ${address} does not answer (${last}); waiting for it for 30 s.`);
  };
  const asked = patiently(() => queue.getJobCounts('waiting'), { signal: stop.signal, onTrouble });
  asked.catch(() => {});
  try {
    await Promise.race([asked, late]);
  } catch (error) {
    throw new UsageError(
      `The queue ${address} cannot be used (${messageOf(error) || last}); start it, or correct the address.`,
    );
  } finally {
    clearTimeout(timer);
    queue.close().catch(() => {});
  }
}

function addressWithoutPassword(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
