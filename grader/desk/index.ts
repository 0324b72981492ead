import { commandsOf } from '@boletim/grader/cli';

/** Adds to the program `boletim` what teachers do after the machine has graded. */
export const addCommands = commandsOf({
  review: async () => (await import('./review/command.ts')).addReviewCommand,
  return: async () => (await import('./return/command.ts')).addReturnCommand,
  similar: async () => (await import('./similar/command.ts')).addSimilarCommand,
});
