import os from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { assignmentIds, loadAssignment, type Assignment } from '@boletim/grader/assignment';
import { DEVICE_NAMES, SANDBOX_CHOICES } from '@boletim/grader/cli';
import { stopOnInterrupt } from '@boletim/grader/cli';
import { UsageError } from '@boletim/grader/errors';
import { readKnownKeys, readSigningKey } from '@boletim/grader/receipt';
import { chooseSandbox, type SandboxChoice } from '@boletim/grader/sandbox';

interface WorkerFlags {
  queue: string;
  sign: string;
  trust: string;
  jobs: number;
  hidden?: string;
  device: string;
  labels: string[];
  sandbox: SandboxChoice;
  lockSeconds: number;
}

/** `boletim worker`: grades what lies in a queue, until it is stopped. */
export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('grade what class --queue and serve put into a queue, over outgoing connections alone')
    .argument('[assignments...]', 'which assignments; all of this checkout by default')
    .requiredOption('--queue <url>', 'redis://host:port or postgres://user@host/database')
    .requiredOption('--sign <key>', 'the key of this worker ("boletim key" makes one)')
    .requiredOption('--trust <keys>', 'public keys of those whose jobs are taken, a line each')
    .option('--jobs <number>', 'submissions graded at the same time', parseCount, os.availableParallelism())
    .option('--hidden <dir>', 'folder of hidden suites; its assignment is graded with and without them')
    .addOption(
      new Option('--device <name>', 'what to compute on').choices(DEVICE_NAMES).env('DEVICE').default('auto'),
    )
    .option(
      '--labels <names>',
      'what this machine has, like gpu,big: jobs that want it are taken too',
      parseLabels,
      [],
    )
    .addOption(
      new Option('--sandbox <mode>', 'auto refuses to work without isolation')
        .choices(SANDBOX_CHOICES)
        .default('auto'),
    )
    .option(
      '--lock-seconds <number>',
      'after how long without a sign of life others take its jobs',
      parseSeconds,
      30,
    )
    .action((assignments: string[], flags: WorkerFlags) => work(assignments, flags));
}

async function work(ids: string[], flags: WorkerFlags): Promise<void> {
  const { mode: sandbox } = chooseSandbox(flags.sandbox, { strict: true });
  const [key, trusted] = [readSigningKey(flags.sign), readKnownKeys(flags.trust)];
  const assignments = loadAll(ids, flags.hidden);
  const { openStore } = await import('../queue/store.ts');
  const { runWorker } = await import('../worker/run-worker.ts');
  const interrupt = stopOnInterrupt('Draining: what runs is finished first. Again ends at once.');
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const store = await openStore(flags.queue, log);
  await runWorker(store, { ...flags, assignments, key, trusted, sandbox, log, signal: interrupt.signal });
  interrupt.release();
  // What it has open on a store that is down does not close.
  setTimeout(() => process.exit(), 1000).unref();
}

function loadAll(ids: string[], hidden: string | undefined): Assignment[] {
  const wanted = ids.length > 0 ? ids : assignmentIds();
  const plain = wanted.map((id) => loadAssignment(id));
  if (hidden === undefined) return plain;
  if (wanted.length !== 1)
    throw new UsageError(
      '--hidden needs the one assignment that it belongs to: boletim worker cnn --hidden …',
    );
  return [...plain, loadAssignment(wanted[0]!, { hidden })];
}

function parseCount(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 256) return number;
  throw new InvalidArgumentError('Write a whole number from 1.');
}

function parseSeconds(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 1 && number <= 3600) return number;
  throw new InvalidArgumentError('Write a number of seconds from 1.');
}

function parseLabels(text: string): string[] {
  const labels = text.split(',');
  if (labels.every((label) => /^[a-z0-9-]{1,40}$/.test(label))) return labels;
  throw new InvalidArgumentError(
    'Write labels of lower-case letters, digits and hyphens, with commas between.',
  );
}
