import type { Command } from 'commander';
import { addReturnCommand } from './return/command';

/** The commands of the desk; what each needs is loaded when it is called. */
export function addCommands(program: Command): void {
  addReturnCommand(program);
}
