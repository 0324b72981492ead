import fs from 'node:fs';
import os from 'node:os';
import { Option, type Command } from 'commander';
import { loadAssignment } from '@boletim/grader/assignment';
import { assignmentArgument } from '@boletim/grader/cli';
import { SANDBOX_CHOICES } from '@boletim/grader/cli';
import { EXIT_CODES, UsageError } from '@boletim/grader/errors';
import { readKnownKeys, type KnownKeys, type Receipt } from '@boletim/grader/receipt';
import { oneLine } from '@boletim/grader/report';
import { chooseSandbox, type SandboxChoice } from '@boletim/grader/sandbox';

interface VerifyFlags {
  keys?: string;
  replay?: string;
  hidden?: string;
  sandbox: SandboxChoice;
}

/** `boletim verify`: whether results are as they were signed, and by whom. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('say whether results are as they were signed, and by whom')
    .argument(
      '<receipt>',
      'a receipt.json, a results.json of Gradescope, or the output folder of boletim class or serve',
    )
    .addArgument(assignmentArgument())
    .option('--keys <file>', 'public keys that count, a line each; without it anybody may have signed')
    .option('--replay <submissions>', 'grade everything again from these submissions, and compare')
    .option('--hidden <dir>', 'folder of the hidden suites that were used, for --replay')
    .addOption(
      new Option('--sandbox <mode>', 'how to isolate submissions for --replay')
        .choices(SANDBOX_CHOICES)
        .default('auto'),
    )
    .action(async (target: string, assignment: string, flags: VerifyFlags) => {
      process.exitCode = await verify(target, assignment, flags);
    });
}

async function verify(target: string, assignmentId: string, flags: VerifyFlags): Promise<number> {
  const known = flags.keys === undefined ? null : readKnownKeys(flags.keys);
  const isFolder = fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const problems = isFolder ? await verifyOutput(target, known) : await verifyReceipt(target, known);
  if (flags.replay !== undefined) {
    if (!isFolder)
      throw new UsageError('--replay needs the output folder of boletim class, not one receipt.');
    const { replayFolder } = await import('../receipts/replay.ts');
    const assignment = loadAssignment(assignmentId, { hidden: flags.hidden });
    const jobs = os.availableParallelism();
    const { mode: sandbox } = chooseSandbox(flags.sandbox, { strict: true });
    const options = { assignment, submissions: flags.replay, sandbox, jobs };
    const again = await replayFolder(target, options);
    if (again.length === 0) say('Grading again gave the same results.');
    problems.push(...again);
  }
  for (const problem of problems) say(`✗ ${problem}`);
  return problems.length > 0 ? EXIT_CODES.usage : EXIT_CODES.graded;
}

async function verifyOutput(folder: string, known: KnownKeys | null): Promise<string[]> {
  const { verifyFolder } = await import('../receipts/verify-folder.ts');
  const { problems, results, signers } = verifyFolder(folder, known);
  if (problems.length === 0) say(`${results} results are as they were signed.`);
  saySigners(signers, known);
  return problems;
}

async function verifyReceipt(file: string, known: KnownKeys | null): Promise<string[]> {
  const { verifyFile } = await import('../receipts/verify-file.ts');
  const { receipt, problems, signers, absent } = verifyFile(file, known);
  if (receipt && problems.length === 0) say(sentenceOf(receipt));
  for (const name of absent) say(`${name} is not here, and was not looked at.`);
  saySigners(signers, known);
  return problems;
}

function sentenceOf({ student, points, maxPoints, time }: Receipt): string {
  const whose = student ?? 'The result';
  if (points === null) return `${whose}: handed in, as it was signed on ${time}.`;
  return `${whose}: ${points} of ${maxPoints} points, as they were signed on ${time}.`;
}

function saySigners(signers: readonly string[], known: KnownKeys | null): void {
  for (const signer of signers)
    say(`Signed by ${signer}${known ? '' : '; compare it with the key that you know, or give --keys'}.`);
}

/** Names in files are text from anywhere. */
function say(sentence: string): void {
  process.stdout.write(`${oneLine(sentence, 1000)}\n`);
}
