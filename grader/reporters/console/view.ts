import type { createColors } from 'picocolors';
import { plainText } from '../../report/text';
import type { Strings } from '../i18n';

/** How and where lines are written. */
export interface View {
  colors: ReturnType<typeof createColors>;
  width: number;
  strings: Strings;
}

/** Text in lines no longer than the width; what is indented by four stays as it is laid out. */
export function wrap(text: string, width: number): string[] {
  return plainText(text, 2000)
    .split('\n')
    .flatMap((line) => (/^\s{4}/.test(line) ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ').flatMap((word) => piecesOf(word, width))) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** A word that is wider than a line, such as a path. */
function piecesOf(word: string, width: number): string[] {
  const pieces = word.length > width ? (word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []) : [];
  return pieces.length > 0 ? pieces : [word];
}

/** A line that is too long loses its end. */
export function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
