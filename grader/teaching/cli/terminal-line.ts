import { oneLine, withoutCiCommands } from '@boletim/grader/report';

/** Names of files and students are text from anywhere: a terminal or the log of a CI service must not obey them. */
export function terminalLine(text: string): string {
  return `${withoutCiCommands(oneLine(text, 2000))}\n`;
}
