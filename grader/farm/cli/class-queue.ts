import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '@boletim/grader/errors';

interface QueueFlags {
  queue?: string;
  label: string;
  inFlight: number;
  sign?: string;
  workers?: string;
}

/** `boletim class --queue`: the same class, graded by workers. */
export function addQueueOptions(program: Command): void {
  program.commands
    .find((command) => command.name() === 'class')!
    .option('--queue <url>', 'let workers grade: redis://host:port or postgres://user@host/database')
    .option('--label <name>', 'only workers with this label take the jobs', parseLabel, '')
    .option('--in-flight <number>', 'how many submissions lie in the queue at a time', parseCount, 256)
    .hook('preAction', async (_, command) => {
      const flags = command.opts<QueueFlags>();
      if (flags.queue !== undefined) command.setOptionValue('elsewhere', await openQueue(flags.queue, flags));
    });
}

async function openQueue(url: string, { sign, workers, label, inFlight }: QueueFlags) {
  if (sign === undefined || workers === undefined)
    throw new UsageError(
      '--queue needs --sign KEY, by which workers know whose jobs they take, and --workers FILE, the public keys of the workers.',
    );
  const { readKnownKeys, readSigningKey } = await import('@boletim/grader/receipt');
  const { oneLine } = await import('@boletim/grader/report');
  const [key, known] = [readSigningKey(sign), readKnownKeys(workers)];
  const { openStore } = await import('../queue/store.ts');
  const { RemoteGrading } = await import('../queue/remote-grading.ts');
  const onWarning = (sentence: string) => void process.stderr.write(`${oneLine(sentence, 1000)}\n`);
  const remote = new RemoteGrading(await openStore(url, onWarning), { key, known, label, onWarning });
  return {
    grading: (work: Parameters<typeof remote.grade>[0]) => remote.grade(work),
    jobs: inFlight,
    close: () => remote.close(),
  };
}

function parseLabel(text: string): string {
  if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
  throw new InvalidArgumentError('Write a label of lower-case letters, digits and hyphens.');
}

function parseCount(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw new InvalidArgumentError('Write a whole number from 1 to 10000.');
}
