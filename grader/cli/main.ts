import { Command, CommanderError } from 'commander';
import { exitCodeOf, EXIT_CODES, GraderFault, messageOf, AuthorError, UsageError } from '../errors';
import { blame } from '../suite/run-body';
import { addCommands } from './commands';
import { forgetEmptyVariables, refuseLostOptions } from './environment';
import { letReadersLeave } from './quiet-pipe';

/** The program `boletim`. Every way it can end is one of four exit codes. */
async function main(): Promise<void> {
  letReadersLeave();
  const program = new Command('boletim')
    .description('Autograded course assignments: grade one submission, a class, or prove a course.')
    .exitOverride()
    .configureOutput({ writeErr: (text) => complaints.push(text) })
    .showHelpAfterError('(add --help for the options)');
  await addCommands(program, process.argv[2]);
  forgetEmptyVariables(process.env);
  refuseLostOptions(process.env);
  await program.parseAsync();
}

let done = false;
/** What is wrong with the command line, until it is known in which language. */
const complaints: string[] = [];

main()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT_CODES.graded : EXIT_CODES.usage;
      return complain(complaints.join(''));
    }
    process.exitCode = exitCodeOf(error);
    return complain(`${describe(error)}\n`);
  })
  .finally(() => (done = true));

// Whoever ends the program itself, as no suite should, must not make it look as if all had gone well.
process.on('exit', (code) => {
  if (done || code >= EXIT_CODES.fault) return;
  const why =
    'something ended the program before it was done; suites and what they import must not call process.exit()';
  process.stderr.write(`${describe(new AuthorError(why))}\n`);
  process.exitCode = EXIT_CODES.usage;
});

process.on('uncaughtException', (uncaught) => {
  const error = blame(uncaught);
  process.stderr.write(`${describe(error)}\n`);
  done = true;
  process.exit(exitCodeOf(error));
});

/** In the language that the command asks for. */
async function complain(text: string): Promise<void> {
  if (!asksForPortuguese(process.argv)) return void process.stderr.write(text);
  const { usageInPortuguese } = await import('./usage-in-portuguese.ts');
  process.stderr.write(usageInPortuguese(text));
}

function asksForPortuguese(parameters: readonly string[]): boolean {
  return parameters.some(
    (one, at) => one === '--lang=pt-BR' || (one === '--lang' && parameters[at + 1] === 'pt-BR'),
  );
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return messageOf(error);
  if (error instanceof AuthorError)
    return `A mistake in the course's files, not in a submission:\n${messageOf(error)}`;
  if (error instanceof GraderFault)
    return `The grader failed; this says nothing about the submission.\n${messageOf(error)}`;
  return `The grader failed; this says nothing about the submission. Please report it.\n${error instanceof Error ? error.stack : messageOf(error)}`;
}
