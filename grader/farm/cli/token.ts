import fs from 'node:fs';
import type { Command } from 'commander';
import { messageOf, UsageError } from '@boletim/grader/errors';

/** `boletim token`: what students show to `boletim serve`. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description(
      'make a token for everybody of a roster who has none; what is new is printed, and kept nowhere',
    )
    .argument('<roster>', 'the class list, as boletim class takes it')
    .requiredOption('--out <dir>', 'the folder of boletim serve')
    .option('--renew <ids>', 'make new tokens for these, with commas between; their old ones end', split, [])
    .action(async (roster: string, { out, renew }: { out: string; renew: string[] }) => {
      const { makeTokens } = await import('../serve/tokens.ts');
      const { parseRoster } = await import('@boletim/teaching/class');
      const made = makeTokens(out, parseRoster(read(roster), roster), renew);
      process.stdout.write('student,name,token\n');
      for (const { holder, token } of made)
        process.stdout.write(`${[holder.student, holder.name, token].map(cell).join(',')}\n`);
    });
}

function split(text: string): string[] {
  return text.split(',').filter((id) => id !== '');
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}).`);
  }
}

/** Quoted, and no formula for a spreadsheet. */
function cell(text: string): string {
  const harmless = /^[=+@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
