import type { Command } from 'commander';
import { addAutogradingCommand } from './autograding';
import { addCheckCommand } from './check';
import { addClassCommand } from './class';
import { addCollectCommand } from './collect';
import { addCompareCommand } from './compare';
import { addInitCommand, addNewCommand } from './init';
import { addMistakesCommand } from './mistakes';
import { addKeyCommand } from './key';
import { addAutogradeCommand, addPackageCommand } from './package';
import { addReleaseCommand } from './release';
import { addTermCommand } from './term';
import { addVerifyCommand } from './verify';

/** Adds what teachers and authors use to the program `boletim`. */
export function addCommands(program: Command): void {
  addClassCommand(program);
  addCollectCommand(program);
  addAutogradingCommand(program);
  addCompareCommand(program);
  addTermCommand(program);
  addReleaseCommand(program);
  addPackageCommand(program);
  addAutogradeCommand(program);
  addCheckCommand(program);
  addInitCommand(program);
  addNewCommand(program);
  addMistakesCommand(program);
  addKeyCommand(program);
  addVerifyCommand(program);
}
