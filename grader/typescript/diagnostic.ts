import path from 'node:path';
import type { Diagnostic } from 'typescript';

/**
 * A compiler message as a student reads it: file, line and column, the sentence, the line itself and a caret.
 *
 *     src/freeze.ts:12:5: ';' expected.
 *         const x = 1 2
 *                     ^
 */
export function describeDiagnostic(diagnostic: Diagnostic, folder: string): string {
  const message = shortened(withoutPlaces(firstSentences(diagnostic.messageText), folder));
  if (!diagnostic.file || diagnostic.start === undefined) return message;
  const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  const file = path.relative(folder, diagnostic.file.fileName).split(path.sep).join('/');
  const lineStart = diagnostic.file.getLineStarts()[line]!;
  return `${file}:${line + 1}:${character + 1}: ${message}\n${pointAt(diagnostic.file.text.slice(lineStart), character)}`;
}

/** Where the course lies on this machine is nothing for a student: a path near it starts from the assignment. */
function withoutPlaces(message: string, folder: string): string {
  const nearCourse = folder.split(path.sep).slice(0, 2).join(path.sep) + path.sep;
  return message.replace(/(?<=')[^'\n]*(?=')/g, (quoted) =>
    quoted.startsWith(nearCourse) ? path.relative(folder, quoted).split(path.sep).join('/') : quoted,
  );
}

/** A message as long as people read: one quotes names, and a type can make names of any length. */
export function shortened(message: string): string {
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}

const LONGEST = 1000;

const SHOWN = 160;

/** The line with a caret below one of its characters; of a long line the part around it. */
function pointAt(text: string, character: number): string {
  const [line] = text.split(/[\r\n\u2028\u2029]/, 1);
  const indent = /^\s*/.exec(line!)![0].length;
  const from = character - indent < SHOWN ? Math.min(indent, character) : character - SHOWN / 2;
  const shown = line!.slice(from, from + SHOWN);
  const below = line!.slice(from, character).replace(/[^\t]/g, ' ');
  return `    ${shown}\n    ${below}^`;
}

/** The outermost message and the innermost reason of a chain. */
function firstSentences(text: Diagnostic['messageText']): string {
  if (typeof text === 'string') return text;
  let innermost = text;
  while (innermost.next?.[0]) innermost = innermost.next[0];
  return innermost === text ? text.messageText : `${text.messageText} ${innermost.messageText}`;
}
