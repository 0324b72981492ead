import fs from 'node:fs';
import os from 'node:os';
import type { Command } from 'commander';
import { messageOf, UsageError } from '@boletim/grader/errors';

/** `boletim key`: a key to sign with, and its public half for others to know. */
export function addKeyCommand(program: Command): void {
  program
    .command('key')
    .description('make a key that signs results, or show the public half of one')
    .requiredOption(
      '--out <file>',
      'the private key; it is made when it is not there, and never written over',
    )
    .option('--name <name>', 'whose it is, for lists of known keys', os.hostname())
    .action(async ({ out, name }: { out: string; name: string }) => {
      const { createKeyFile, readSigningKey } = await import('@boletim/grader/receipt');
      if (!fs.existsSync(out)) writeSecret(out, createKeyFile());
      process.stdout.write(`${readSigningKey(out).publicKey} ${name}\n`);
    });
}

function writeSecret(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${messageOf(error)}); give --out another file.`);
  }
}
