import { setTimeout as sleep } from 'node:timers/promises';

/** What BullMQ opens on a store. */
interface Opened {
  close(): Promise<unknown>;
  disconnect(): Promise<unknown>;
}

/** How long a store is asked to let go: one that is down never answers. */
const MOST_MILLISECONDS = 2000;

/**
 * Closes what was opened on a store, and cuts its lines where the store does not answer. Never rejects.
 * @param until what it works on until then is done, however long that takes
 */
export async function letGo(opened: Opened, until: Promise<unknown> = Promise.resolve()): Promise<void> {
  const closed = opened.close();
  if (await isOver(closed, MOST_MILLISECONDS, until)) return;
  // Redis' client never says that it did so, while it tries to connect.
  opened.disconnect().catch(() => {});
}

/** What is not removed from a store by then goes by its age. */
const MOST_MILLISECONDS_TO_REMOVE = 3000;

/** Waits for something to be removed from a store, not longer than it is worth. Never rejects. */
export async function waitForRemoval(removed: Promise<unknown>): Promise<void> {
  await isOver(removed, MOST_MILLISECONDS_TO_REMOVE);
}

/** Waits for an end, good or bad, for so long at most, and tells whether it came. */
async function isOver(
  work: Promise<unknown>,
  milliseconds: number,
  until: Promise<unknown> = Promise.resolve(),
): Promise<boolean> {
  const ended = work.then(
    () => true,
    () => true,
  );
  return Promise.race([ended, until.then(() => sleep(milliseconds, false, { ref: false }))]);
}
