import type { Command } from 'commander';
import { addCheckCommand } from './check';
import { addClassCommand } from './class';
import { addCompareCommand } from './compare';
import { addKeyCommand } from './key';
import { addPackageCommand } from './package';
import { addReleaseCommand } from './release';
import { addVerifyCommand } from './verify';

/** Adds what teachers and authors use to the program `boletim`. */
export function addCommands(program: Command): void {
  addClassCommand(program);
  addCompareCommand(program);
  addReleaseCommand(program);
  addPackageCommand(program);
  addCheckCommand(program);
  addKeyCommand(program);
  addVerifyCommand(program);
}
