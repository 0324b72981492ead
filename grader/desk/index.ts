import type { Command } from 'commander';
import { addReturnCommand } from './return/command';
import { addReviewCommand } from './review/command';
import { addSimilarCommand } from './similar/command';

/** What teachers do after the machine has graded. */
export function addCommands(program: Command): void {
  addReviewCommand(program);
  addReturnCommand(program);
  addSimilarCommand(program);
}
