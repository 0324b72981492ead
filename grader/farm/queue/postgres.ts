import {
  PostgresConnection,
  PostgresQueueBackend,
  runMigrations,
  withBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
} from 'bullmq';
import { Lines } from './lines';

/**
 * BullMQ on PostgreSQL, over lines that come back. Its own connections keep the failure of their first try for ever, and
 * a worker then asks without a pause and hears nothing else; see lines.ts for the rest.
 */
export function postgresStore(connectionString: string, silence: number) {
  const lines = new Lines(connectionString, silence);
  return { ...withBackend(backendOn(lines)), connection: lines };
}

/** Under the names of listening lines by which BullMQ counts workers. */
function backendOn(lines: Lines): BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> {
  return (name, options, { withBlockingConnection = false, blocking = false } = {}) => {
    const listener = withBlockingConnection ? name : blocking ? `${name}:qe` : undefined;
    return new SteadyBackend(new SteadyConnection(lines), name, options, true, listener);
  };
}

class SteadyConnection extends PostgresConnection {
  constructor(private readonly lines: Lines) {
    super(lines);
  }

  override waitUntilReady(): Promise<void> {
    return this.lines.ready(runMigrations);
  }
}

/** How long a worker may sleep: a call that should wake it may have come while its line was down. */
const MOST_SECONDS_ASLEEP = 5;

class SteadyBackend extends PostgresQueueBackend {
  override get maximumBlockTimeout(): number {
    return MOST_SECONDS_ASLEEP;
  }
}
