import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadAssignment } from '@boletim/grader/assignment';
import { assignmentArgument, DEVICE_NAMES, stopOnInterrupt } from '@boletim/grader/cli';
import { readKnownKeys, readSigningKey } from '@boletim/grader/receipt';
import { oneLine } from '@boletim/grader/report';
import { LANGS, type Lang } from '@boletim/grader/reporters';

interface ServeFlags {
  queue: string;
  out: string;
  sign: string;
  workers: string;
  hidden?: string;
  host: string;
  port: number;
  device: string;
  lang: Lang;
}

/** `boletim serve`: takes hand-ins over HTTP, lets workers grade them, shows each student their own reports. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('take hand-ins over HTTP and show each student their own reports')
    .addArgument(assignmentArgument())
    .requiredOption('--queue <url>', 'redis://host:port or postgres://user@host/database')
    .requiredOption('--out <dir>', 'where hand-ins and reports go, and where boletim token put the tokens')
    .requiredOption('--sign <key>', 'signs receipts and jobs ("boletim key" makes one)')
    .requiredOption('--workers <keys>', 'public keys of the workers whose results are taken, a line each')
    .option('--hidden <dir>', 'folder of hidden suites to run besides the public ones')
    .option('--host <address>', 'where to listen; put a proxy that speaks TLS before it', '127.0.0.1')
    .option('--port <number>', 'the port; 0 takes a free one', parsePort, 8080)
    .addOption(new Option('--device <name>', 'what workers compute on').choices(DEVICE_NAMES).default('auto'))
    .addOption(new Option('--lang <language>', 'language of pages and reports').choices(LANGS).default('en'))
    .action((assignment: string, flags: ServeFlags) => serve(assignment, flags));
}

async function serve(assignmentId: string, flags: ServeFlags): Promise<void> {
  const assignment = loadAssignment(assignmentId, { hidden: flags.hidden });
  const [key, known] = [readSigningKey(flags.sign), readKnownKeys(flags.workers)];
  const { runServe } = await import('../serve/run-serve.ts');
  const interrupt = stopOnInterrupt('Stopping: what comes in is taken first. Again ends at once.');
  const log = (line: string) => void process.stdout.write(`${oneLine(line, 1000)}\n`);
  await runServe({ ...flags, assignment, key, known, log, signal: interrupt.signal });
  interrupt.release();
}

function parsePort(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('Write a port, 0 to 65535.');
}
