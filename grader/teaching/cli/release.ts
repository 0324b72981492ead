import type { Command } from 'commander';
import { assignmentArgument } from '@boletim/grader/cli';

/** `boletim release`: what students receive. */
export function addReleaseCommand(program: Command): void {
  program
    .command('release')
    .description('write what students receive: no solution, no hidden suite, no hidden fixture')
    .addArgument(assignmentArgument())
    .requiredOption('--out <dir>', 'a new folder, or the folder of an earlier release')
    .action(async (assignmentId: string, { out }: { out: string }) => {
      const { releaseAssignment } = await import('../release/index.ts');
      const { files, bytes, warnings } = releaseAssignment(assignmentId, out);
      for (const warning of warnings) process.stderr.write(`${warning}\n`);
      process.stdout.write(`${files} files, ${Math.ceil(bytes / 1024)} KB in ${out}\n`);
    });
}
