import type { PgPool, PgPoolClient, PgQueryable, PgQueryResult } from 'bullmq';
import { DEFAULT_SCHEMA } from 'bullmq';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type ClientBase } from 'pg';
import { messageOf } from '@boletim/grader/errors';
import { Turns } from '@boletim/grader/system';
import { isTrouble } from './patience';

/** Questions at a time; who listens has a line besides. A database has some hundred lines for everybody. */
const QUESTIONS = 4;
const MOST_LINES = 1000;
const PAUSE_MILLISECONDS = 200;

/** A line that is down, as BullMQ knows it: by this code it pauses and asks again, by others it gives the job up. */
class LineDown extends Error {
  readonly code = 'ECONNREFUSED';
}

/**
 * The lines of a process to PostgreSQL, shared by all of its queues. A line that breaks is replaced, whoever holds it at
 * that moment; a database that says nothing counts as broken; no failure is remembered.
 */
export class Lines implements PgPool {
  private readonly pool: Pool;
  private readonly turns = new Turns(QUESTIONS);
  private migrated: Promise<void> | undefined;

  constructor(connectionString: string, silence: number) {
    this.pool = new Pool({
      ...{ connectionString, max: MOST_LINES, allowExitOnIdle: true },
      ...{ keepAlive: true, keepAliveInitialDelayMillis: silence },
      ...{ connectionTimeoutMillis: silence, query_timeout: silence },
      onConnect: findTables as (client: ClientBase) => void,
    });
    setMaxListeners(0, this.pool);
    // A line in use that breaks tells so by an event of its own, besides whoever asks; without a listener it would end
    // the program.
    this.pool.on('connect', (client) => void client.on('error', () => {}));
  }

  /** Once the tables are there. */
  ready(migrate: (client: PgQueryable) => Promise<unknown>): Promise<void> {
    this.migrated ??= this.migrate(migrate).catch((error: unknown) => {
      this.migrated = undefined;
      throw error;
    });
    return this.migrated;
  }

  async query<R>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    return told(() =>
      this.turns.run(async () => (await this.pool.query(text, [...params])) as unknown as PgQueryResult<R>),
    );
  }

  connect(): Promise<PgPoolClient> {
    return told(async () => (await this.pool.connect()) as unknown as PgPoolClient);
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  on(event: 'error' | 'connect', listener: ((told: Error) => void) | ((told: PgPoolClient) => void)): this {
    this.pool.on(event as 'error', listener as (told: Error) => void);
    return this;
  }

  removeAllListeners(event?: string): this {
    this.pool.removeAllListeners(event);
    return this;
  }

  private async migrate(migrate: (client: PgQueryable) => Promise<unknown>): Promise<void> {
    const client = await this.connect();
    let isBroken = true;
    try {
      await told(() => migrate(client));
      isBroken = false;
    } finally {
      client.release(isBroken);
    }
  }
}

/** Awaited, whatever its type says. Not an option of the address, which may have its own. */
async function findTables(client: ClientBase): Promise<void> {
  await client.query(`SET search_path TO ${DEFAULT_SCHEMA}`);
}

async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // What a function of BullMQ raises is an answer.
    if ((error as { code?: string }).code?.startsWith('BM')) throw error;
    // Whoever asks again without a pause would ask some thousand times a second.
    await sleep(PAUSE_MILLISECONDS);
    if (isTrouble(error)) throw new LineDown(messageOf(error) || String(error), { cause: error });
    throw error;
  }
}
