import type { Command } from 'commander';

type Add = (program: Command) => void;

/** Commands by name, each with what it alone needs to say what it takes: nobody waits for the others. */
export type CommandTable = Readonly<Record<string, () => Promise<Add>>>;

/** Gives the function that adds the command that is wanted, where the table has it, or all of them. */
export function commandsOf(table: CommandTable): (program: Command, wanted?: string) => Promise<void> {
  return async (program, wanted) => {
    for (const [name, load] of Object.entries(table))
      if (wanted === undefined || wanted === name) (await load())(program);
  };
}
