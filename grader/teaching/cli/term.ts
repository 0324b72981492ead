import path from 'node:path';
import { Option, type Command } from 'commander';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { terminalLine } from './terminal-line';
import { readText, rosterOf } from './tables';

interface TermFlags {
  out: string;
  lang: Lang;
}

/** `boletim term`: several assignments' classes as one grade book. */
export function addTermCommand(program: Command): void {
  program
    .command('term')
    .description("put several assignments' classes together: one grade book with weights and drop rules")
    .argument('[term]', 'which classes, and how they count', 'term.yaml')
    .requiredOption('--out <dir>', 'where the grade book goes')
    .addOption(new Option('--lang <language>', 'language of the grade book').choices(LANGS).default('en'))
    .action(async (file: string, flags: TermFlags) => writeBook(file, flags));
}

async function writeBook(file: string, { out, lang }: TermFlags): Promise<void> {
  const { loadTerm, termBook, writeTerm } = await import('../term/index.ts');
  const { classStringsOf } = await import('../class/index.ts');
  const term = await loadTerm(file, { roster: (roster) => rosterOf({ roster }), text: readText });
  const warnings = await writeTerm(termBook(term, lang), out);
  for (const warning of warnings) process.stderr.write(terminalLine(warning));
  process.stdout.write(terminalLine(classStringsOf(lang).run.open(path.join(out, 'term.html'))));
}
