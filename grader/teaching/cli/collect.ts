import { InvalidArgumentError, type Command } from 'commander';
import { assignmentArgument } from '@boletim/grader/cli';
import type { CollectFlags } from './run-collect';

/** `boletim collect`: what students pushed until their date, as the folder that `boletim class` reads. */
export function addCollectCommand(program: Command): void {
  program
    .command('collect')
    .description("fetch each student's repository at the last commit before the own deadline")
    .addArgument(assignmentArgument())
    .requiredOption(
      '--roster <csv>',
      "who is in the class, with a column repository, or GitHub Classroom's roster",
    )
    .requiredOption('--out <dir>', 'the folder for "boletim class"; a second run fetches what is not there')
    .option(
      '--url <template>',
      'where repositories are, like https://github.com/course/lab-{github_username}.git',
    )
    .option('--due <time>', 'the deadline, like "2026-12-04 23:59"; by default the assignment\'s')
    .option('--groups <csv>', 'who hands in together: columns group, and whatever tells a student apart')
    .option('--extensions <csv>', 'who may hand in later: student or group, assignment, until, reason')
    .option('--late', 'take what came until the cutoff, for class to take off what lateness costs')
    .option('--branch <name>', "the branch that counts; by default each repository's own default")
    .option(
      '--local',
      'repositories of the roster may be folders of this machine; not where students wrote the list',
    )
    .option('--force', 'ask also for what was collected before')
    .option('--jobs <number>', 'repositories fetched at the same time', wholeNumber, 8)
    .option('--timeout <seconds>', 'what one repository may take', wholeNumber, 300)
    .option('--most-megabytes <number>', 'what one repository may be large', wholeNumber, 500)
    .action(async (assignmentId: string | undefined, flags: CollectFlags) => {
      const { runCollect } = await import('./run-collect.ts');
      process.exitCode = await runCollect(assignmentId, flags);
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('Write a whole number from 1.');
}
