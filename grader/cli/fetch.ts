import path from 'node:path';
import { Option, type Command } from 'commander';
import { usualAssignment } from '../assignment/ids';
import { loadAssignment } from '../assignment/load';

/** `boletim fetch`: weights and data into the user's cache, resumable and checked. */
export function addFetchCommand(program: Command): void {
  program
    .command('fetch')
    .description('download what an assignment trains on, once, into your cache')
    .argument('<name>', 'what to fetch, as the assignment calls it, like weights or data')
    .option('--from <file|url>', "a local copy or a mirror, instead of the assignment's own addresses")
    .addOption(new Option('--assignment <id>', 'whose').default(usualAssignment()))
    .option('--offline', 'only say where it is; fail when it is not there')
    .action(async (name: string, flags: { from?: string; assignment: string; offline?: boolean }) => {
      const { fetchNamed } = await import('../fetch/index.ts');
      const found = await fetchNamed(loadAssignment(flags.assignment), name, {
        from: flags.from && resolved(flags.from),
        mayFetch: !flags.offline,
      });
      process.stdout.write(`${found.wasThere ? 'Already there' : 'Fetched'}: ${found.path}\n`);
    });
}

/** npm runs scripts in the root; a person means the folder they stand in. */
function resolved(from: string): string {
  return /^https?:/.test(from) ? from : path.resolve(process.env.INIT_CWD ?? '.', from);
}
