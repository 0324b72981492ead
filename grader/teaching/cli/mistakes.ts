import { Option, type Command } from 'commander';
import { assignmentIds } from '@boletim/grader/assignment';
import { DEVICE_NAMES, SANDBOX_CHOICES } from '@boletim/grader/cli';
import { chooseSandbox, type SandboxChoice } from '@boletim/grader/sandbox';
import { displayPath } from '@boletim/grader/system';

/** `boletim mistakes`: records what tests see of every known mistake. */
export function addMistakesCommand(program: Command): void {
  program
    .command('mistakes')
    .description('record how known mistakes behave, so that they are recognised in submissions')
    .argument('[assignments...]', 'which assignments; all of them by default')
    .addOption(
      new Option('--device <name>', 'what to compute on').choices(DEVICE_NAMES).env('DEVICE').default('auto'),
    )
    .addOption(
      new Option('--sandbox <mode>', 'how to isolate the mutants').choices(SANDBOX_CHOICES).default('auto'),
    )
    .action(async (ids: string[], flags: { device: string; sandbox: SandboxChoice }) => {
      const { mode } = chooseSandbox(flags.sandbox, { strict: false });
      const { recordMistakes } = await import('../check/record-mistakes.ts');
      for (const id of ids.length > 0 ? ids : assignmentIds()) {
        const { count, changed } = await recordMistakes(id, { sandbox: mode, device: flags.device });
        const files = changed.map(displayPath).join(', ') || 'nothing changed';
        process.stdout.write(`${id}: ${count} mistakes; ${files}\n`);
      }
    });
}
