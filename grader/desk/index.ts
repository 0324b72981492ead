import type { Command } from 'commander';
import { addReviewCommand } from './review/command';

/** What teachers do after the machine has graded. */
export function addCommands(program: Command): void {
  addReviewCommand(program);
}
