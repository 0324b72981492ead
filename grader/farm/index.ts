import type { Command } from 'commander';
import { addQueueOptions } from './cli/class-queue';
import { addServeCommand } from './cli/serve';
import { addTokenCommand } from './cli/token';
import { addWorkerCommand } from './cli/worker';

/** Adds the farm's commands, and its options of `class`, to the program. */
export function addCommands(program: Command): void {
  addQueueOptions(program);
  addWorkerCommand(program);
  addServeCommand(program);
  addTokenCommand(program);
}
