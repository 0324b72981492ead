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

/** A line that was cut, a store that starts or ends (PostgreSQL's classes 08 and 57), a pool that got no connection. */
const TROUBLE =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08|57P0)|connection (is closed|terminated|timeout)|timeout exceeded when trying to connect|LOADING|READONLY|TRYAGAIN|Connection terminated/i;

function isTrouble(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof AggregateError) return error.errors.some(isTrouble);
  return TROUBLE.test(String(code)) || TROUBLE.test(message);
}
