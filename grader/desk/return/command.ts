import { Option, type Command } from 'commander';
import { oneLine, withoutCiCommands } from '@boletim/grader/report';
import type { ChannelName } from './channels';
import type { ReturnResult } from './return-class';

const NAMES: readonly ChannelName[] = ['moodle', 'canvas', 'gradescope', 'mbox', 'folder'];

interface ReturnFlags {
  to: ChannelName;
  from?: string;
  all?: boolean;
  dryRun?: boolean;
}

/** `boletim return`: results on their way back to students. */
export function addReturnCommand(program: Command): void {
  program
    .command('return')
    .description('write what hands results back to students: what changed since the last time')
    .argument('<out>', 'output folder of boletim class')
    .addOption(
      new Option('--to <way>', 'a platform to upload to, or messages in one mbox or a folder of .eml')
        .choices(NAMES)
        .makeOptionMandatory(),
    )
    .option('--from <address>', 'who messages are from, like "Ana Lima <ana@school.edu>"')
    .option('--all', 'hand back also what has not changed')
    .option('--dry-run', 'say what would be handed back, and write nothing')
    .action(async (out: string, flags: ReturnFlags) => {
      const { returnClass } = await import('./return-class.ts');
      print(await returnClass(out, flags), flags);
    });
}

function print(
  { returned, unchanged, leftOut, warnings, files, advice }: ReturnResult,
  flags: ReturnFlags,
): void {
  for (const { id, news, score, maxScore } of returned)
    line(`${id}: ${score === null ? 'no score' : `${short(score)} of ${short(maxScore!)}`}, ${news}`);
  for (const [reason, ids] of byReason(leftOut)) line(`left out, ${reason}: ${ids.join(', ')}`);
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  line(`${returned.length} to return, ${unchanged} as before, ${leftOut.length} left out.`);
  if (files.length === 0) {
    if (returned.length === 0) line('Nothing was written; --all returns also what has not changed.');
    return;
  }
  line(files.length === 1 ? `Wrote ${files[0]}` : `Wrote ${files.length} messages beside ${files[0]}`);
  if (!flags.dryRun) line(advice);
}

function short(points: number): string {
  return String(Number(points.toFixed(2)));
}

function byReason(leftOut: ReturnResult['leftOut']): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, reason } of leftOut) groups.set(reason, [...(groups.get(reason) ?? []), id]);
  return groups;
}

/** Names of students are text from anywhere: a terminal or the log of a CI service must not obey them. */
function line(text: string): void {
  process.stdout.write(`${withoutCiCommands(oneLine(text, 2000))}\n`);
}
