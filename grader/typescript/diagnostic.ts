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
  const message = firstSentences(diagnostic.messageText);
  if (!diagnostic.file || diagnostic.start === undefined) return message;
  const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  const source = diagnostic.file.text.split(/\r?\n/)[line] ?? '';
  const file = path.relative(folder, diagnostic.file.fileName).split(path.sep).join('/');
  const indent = /^\s*/.exec(source)![0].length;
  const caret = ' '.repeat(Math.max(character - indent, 0));
  return `${file}:${line + 1}:${character + 1}: ${message}\n    ${source.slice(indent, indent + 160)}\n    ${caret}^`;
}

/** The outermost message and the innermost reason of a chain. */
function firstSentences(text: Diagnostic['messageText']): string {
  if (typeof text === 'string') return text;
  let innermost = text;
  while (innermost.next?.[0]) innermost = innermost.next[0];
  return innermost === text ? text.messageText : `${text.messageText} ${innermost.messageText}`;
}
