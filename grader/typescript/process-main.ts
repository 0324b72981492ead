/** What a TypeScriptProcess runs: one task after the other. */
import { runInNewContext } from 'node:vm';
import type { Message, Order } from './typescript-process';

// A parent that was killed closes the channel, and says nothing.
process.on('disconnect', () => process.exit());
// The signal would open Node's inspector, and with it this process, to every program of the same user.
process.on('SIGUSR1', () => {});

process.on('message', ({ task: { module, name, request }, milliseconds }: Order) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const run = (require(module) as Record<string, (request: unknown) => unknown>)[name]!;
  tell({ result: withDeadline(() => run(request), milliseconds) });
});
tell('ready');

/** While a task runs, a closed channel goes unnoticed: one that takes years must end all the same. */
function withDeadline(run: () => unknown, milliseconds: number): unknown {
  return runInNewContext('run()', { run }, { timeout: milliseconds + GRACE_MILLISECONDS });
}

/** The parent's own deadline comes first. */
const GRACE_MILLISECONDS = 1000;

function tell(message: Message): void {
  process.send!(message);
}
