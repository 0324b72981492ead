import { Option, type Command } from 'commander';
import { createColors } from 'picocolors';
import { assignmentIds } from '@boletim/grader/assignment';
import type { CheckOptions } from '../check/course';
import { AuthorError, EXIT_CODES, messageOf } from '@boletim/grader/errors';
import { chooseSandbox, type SandboxChoice } from '@boletim/grader/sandbox';
import { DEVICE_NAMES, SANDBOX_CHOICES } from '@boletim/grader/cli';

/** `boletim check`: proves that a course's assignments grade what they mean to grade. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('prove the course: stubs earn nothing, solutions everything, mutants are caught')
    .argument('[assignments...]', 'which assignments; all of them by default')
    .addOption(
      new Option('--device <name>', 'what to compute on').choices(DEVICE_NAMES).env('DEVICE').default('auto'),
    )
    .addOption(
      new Option('--sandbox <mode>', 'how to isolate submissions').choices(SANDBOX_CHOICES).default('auto'),
    )
    .action(async (ids: string[], flags: { device: string; sandbox: SandboxChoice }) => {
      const { mode } = chooseSandbox(flags.sandbox, { strict: false });
      let [passed, failed] = [0, 0];
      for (const id of ids.length > 0 ? ids : assignmentIds()) {
        const counts = await printChecks(id, { sandbox: mode, device: flags.device });
        passed += counts.passed;
        failed += counts.failed;
      }
      process.stdout.write(`\n${passed} checks passed, ${failed} failed\n`);
      if (failed > 0) process.exitCode = EXIT_CODES.usage;
    });
}

async function printChecks(id: string, options: CheckOptions): Promise<{ passed: number; failed: number }> {
  const colors = createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);
  const counts = { passed: 0, failed: 0 };
  const print = (name: string, problems: string[]) => {
    counts[problems.length === 0 ? 'passed' : 'failed'] += 1;
    const mark = problems.length === 0 ? colors.green('✓') : colors.red('✗');
    process.stdout.write(
      [`  ${mark} ${name}`, ...problems.map((problem) => `      ${problem}`)].join('\n') + '\n',
    );
  };
  const { checkAssignment } = await import('../check/check-assignment.ts');
  process.stdout.write(`${colors.bold(id)}\n`);
  try {
    for await (const { name, problems } of checkAssignment(id, options)) print(name, problems);
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    print('YAML and suites agree', messageOf(error).split('\n'));
  }
  return counts;
}
