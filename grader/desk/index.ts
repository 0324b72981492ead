import type { Command } from 'commander';
import { addReturnCommand } from './return/command';
import { addSimilarCommand } from './similar/command';

/** What teachers do after the machine has graded. */
export function addCommands(program: Command): void {
  addReturnCommand(program);
  addSimilarCommand(program);
}
