import type { Command } from 'commander';

/** `boletim similar`: submissions that share more than chance explains. */
export function addSimilarCommand(program: Command): void {
  program
    .command('similar')
    .description('find submissions of a class that share more code than chance explains')
    .argument('<out>', 'output folder of boletim class')
    .option('--earlier <dir...>', 'output folders of earlier terms, to compare with as well')
    .action(async (out: string, { earlier = [] }: { earlier?: string[] }) => {
      const { similarClass } = await import('./similar-class.ts');
      const { submissions, marked, groups, page } = await similarClass(out, { earlier });
      process.stdout.write(
        `${submissions.length} submissions compared, ${marked} pairs to look at, in ${groups.length} groups.\nOpen ${page}\n`,
      );
    });
}
