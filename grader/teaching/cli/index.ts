import { commandsOf } from '@boletim/grader/cli';

/** Adds what teachers and authors use to the program `boletim`. */
export const addCommands = commandsOf({
  class: async () => (await import('./class.ts')).addClassCommand,
  collect: async () => (await import('./collect.ts')).addCollectCommand,
  autograding: async () => (await import('./autograding.ts')).addAutogradingCommand,
  compare: async () => (await import('./compare.ts')).addCompareCommand,
  term: async () => (await import('./term.ts')).addTermCommand,
  release: async () => (await import('./release.ts')).addReleaseCommand,
  package: async () => (await import('./package.ts')).addPackageCommand,
  autograde: async () => (await import('./package.ts')).addAutogradeCommand,
  check: async () => (await import('./check.ts')).addCheckCommand,
  init: async () => (await import('./init.ts')).addInitCommand,
  new: async () => (await import('./init.ts')).addNewCommand,
  mistakes: async () => (await import('./mistakes.ts')).addMistakesCommand,
  key: async () => (await import('./key.ts')).addKeyCommand,
  verify: async () => (await import('./verify.ts')).addVerifyCommand,
});
