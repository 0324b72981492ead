import type { Command } from 'commander';
import { messageOf } from '../errors';

/** `boletim prepare`: what `npm ci` runs at its end. */
export function addPrepareCommand(program: Command): void {
  program.command('prepare', { hidden: true }).action(async () => {
    const { prepare } = await import('./prepare.ts');
    await prepare().catch((error: unknown) =>
      process.stderr.write(`not prepared, only slower: ${messageOf(error)}\n`),
    );
  });
}
