import { Option, type Command } from 'commander';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { assignmentArgument } from '@boletim/grader/cli';

interface PackageFlags {
  out: string;
  hidden?: string;
  extensions?: string;
  roster?: string;
  groups?: string;
  allowUnisolated?: boolean;
  sign?: string;
  lang: Lang;
}

/** `boletim package gradescope`: an autograder to upload. */
export function addPackageCommand(program: Command): void {
  program
    .command('package')
    .description('pack an autograder for another platform')
    .command('gradescope')
    .description("write the zip that Gradescope's autograder takes")
    .addArgument(assignmentArgument())
    .requiredOption('--out <zip>', 'the file to write')
    .option('--hidden <dir>', 'folder of hidden suites to pack as well')
    .option('--extensions <csv>', 'who may hand in later: student or group, assignment, until, reason')
    .option('--roster <csv>', 'who is meant by --extensions, as for boletim class')
    .option('--groups <csv>', 'who hands in together, as for boletim class')
    .option(
      '--sign <key>',
      'sign results with this private key, which goes into the zip: make one for it alone',
    )
    .option('--allow-unisolated', 'grade even where nothing keeps a submission from hidden tests and points')
    .addOption(new Option('--lang <language>', 'language of what students read').choices(LANGS).default('en'))
    .action(async (assignment: string, { out, ...flags }: PackageFlags) => {
      const { packageAutograder } = await import('../release/gradescope/index.ts');
      const { writeFileAtomically } = await import('@boletim/grader/system');
      const { rosterOf, tableOf } = await import('./tables.ts');
      const roster = await rosterOf(flags);
      const extensions = tableOf(flags.extensions);
      const bytes = await packageAutograder({ ...flags, assignment, roster, extensions });
      await writeFileAtomically(out, bytes);
      process.stdout.write(`${Math.ceil(bytes.length / 1024)} KB in ${out}\n`);
    });
}

/** `boletim autograde`: what run_autograder of such a zip runs for each submission. */
export function addAutogradeCommand(program: Command): void {
  program
    .command('autograde', { hidden: true })
    .argument('[root]', "Gradescope's folder", '/autograder')
    .argument('[sandbox]', 'bwrap or process', 'process')
    .action(async (root: string, sandbox: string) => {
      const { autograde } = await import('../release/gradescope/index.ts');
      await autograde(root, sandbox === 'bwrap' ? 'bwrap' : 'process');
    });
}
