import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT = 200;
const LONGEST_WAIT = 3000;

export interface Patience {
  /** Ends the waiting, with the last error. */
  signal: AbortSignal;
  /** Told once, when the store does not answer. */
  onTrouble?(error: unknown): void;
}

/** Asks a store until it answers: it may be starting again, or a line may have been cut. */
export async function patiently<T>(ask: () => Promise<T>, { signal, onTrouble }: Patience): Promise<T> {
  for (let wait = FIRST_WAIT, first = true; ; wait = Math.min(wait * 2, LONGEST_WAIT), first = false) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || !isTrouble(error)) throw error;
      if (first) onTrouble?.(error);
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}

/** Of Node: the network; of PostgreSQL: lines (08), lost races (40), no room (53), starts, ends and stops (57, 58, 25006). */
const CODES =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|08|40|53|57|58|25006|55P03)/;

/** What clients and Redis say, which has no codes. */
const MESSAGES =
  /connection (is closed|terminated|timeout|error and is not queryable)|read timeout|timeout (expired|exceeded)|socket timeout|max number of clients|\b(LOADING|READONLY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|NOREPLICAS|MISCONF|OOM|BUSY) /i;

/** Whether it may be otherwise in a moment, or once somebody has seen to the store. */
export function isTrouble(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof AggregateError) return error.errors.some(isTrouble);
  return CODES.test(String(code)) || MESSAGES.test(message) || CODES.test(message);
}
