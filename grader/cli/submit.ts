import { Option, type Command } from 'commander';
import { loadAssignment } from '../assignment/load';
import { LANGS } from '../report/lang';
import { assignmentArgument } from './assignment-argument';
import type { SubmitFlags } from './hand-in';

/** `boletim submit`: hands the assignment's files in to a course's server, and keeps its receipt. */
export function addSubmitCommand(program: Command): void {
  program
    .command('submit')
    .description("hand in to your course's server; its receipt proves that you did")
    .addArgument(assignmentArgument())
    .requiredOption('--to <url>', "the server's address, from your teacher")
    .option('--token <token>', 'your token; better in the variable BOLETIM_TOKEN, which no other user sees')
    .option('--submission <dir>', "the folder to hand in (default: the assignment's own)")
    .option('--receipt <file>', 'where the receipt goes', 'receipt.json')
    .addOption(new Option('--lang <language>', 'language of the output').choices([...LANGS]).default('en'))
    .action(async (assignment: string, flags: SubmitFlags) => {
      const { handIn } = await import('./hand-in.ts');
      await handIn(loadAssignment(assignment), flags);
    });
}
