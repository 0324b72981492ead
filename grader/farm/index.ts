import { commandsOf } from '@boletim/grader/cli';

/** Adds the farm's commands to the program `boletim`, and its options to `class`. */
export const addCommands = commandsOf({
  class: async () => (await import('./cli/class-queue.ts')).addQueueOptions,
  worker: async () => (await import('./cli/worker.ts')).addWorkerCommand,
  serve: async () => (await import('./cli/serve.ts')).addServeCommand,
  token: async () => (await import('./cli/token.ts')).addTokenCommand,
});
