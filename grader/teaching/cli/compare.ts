import type { Command } from 'commander';

/** `boletim compare`: before grades go out, who moves between two class runs, by how much, and why. */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('say whose grade moves between two class runs, by how much, and because of what')
    .argument('<old>', 'output folder of the earlier run; alone, it is compared with what it held before')
    .argument('[new]', 'output folder of the later run')
    .option('--json', 'write the comparison as JSON')
    .action(async (first: string, second: string | undefined, { json }: { json?: boolean }) => {
      const { compareClasses, comparisonText, previousRun } = await import('../class/index.ts');
      const comparison =
        second === undefined ? compareClasses(previousRun(first), first) : compareClasses(first, second);
      process.stdout.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
    });
}
