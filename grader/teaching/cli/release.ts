import type { Command } from 'commander';
import { usualAssignment } from '@boletim/grader/assignment';

/** `boletim release`: what students receive. */
export function addReleaseCommand(program: Command): void {
  program
    .command('release')
    .description('write what students receive: no solution, no hidden suite, no hidden fixture')
    .argument('[assignments...]', 'which assignments; the usual one by default')
    .requiredOption('--out <dir>', 'a new folder, or the folder of an earlier release')
    .action(async (named: string[], { out }: { out: string }) => {
      const { releaseAssignments } = await import('../release/index.ts');
      const ids = named.length > 0 ? named : [usualAssignment() ?? ''];
      const { files, bytes, warnings } = await releaseAssignments(ids, out);
      for (const warning of warnings) process.stderr.write(`${warning}\n`);
      process.stdout.write(`${files} files, ${Math.ceil(bytes / 1024)} KB in ${out}\n`);
    });
}
