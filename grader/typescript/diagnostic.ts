import path from 'node:path';
import type { Diagnostic } from 'typescript';
import type { Lang } from '../report/lang';

const MAX_MESSAGES = 5;

/** The first compiler messages of a file, as a student reads them: what is said of several lines is said once. */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  { folder, lang }: { folder: string; lang: Lang },
): string[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.code} ${outermost(diagnostic.messageText)}`;
    alike.set(key, [...(alike.get(key) ?? []), diagnostic]);
  }
  return [...alike.values()]
    .slice(0, MAX_MESSAGES)
    .map((same) => `${describeDiagnostic(same[0]!, folder)}${alsoIn(same, lang)}`);
}

/** The other lines of the same file, below the first one. */
function alsoIn(same: readonly Diagnostic[], lang: Lang): string {
  const [first, ...others] = [...new Set(same.map(lineOf))];
  const lines = others.filter((line) => line !== null && first !== null);
  if (lines.length === 0) return '';
  const [one, several] =
    lang === 'pt-BR' ? ['também na linha', 'também nas linhas'] : ['also in line', 'also in lines'];
  return `\n    ${lines.length === 1 ? one : several} ${lines.slice(0, MAX_LINES).join(', ')}${lines.length > MAX_LINES ? ', …' : ''}`;
}

const MAX_LINES = 10;

function lineOf({ file, start }: Diagnostic): number | null {
  return file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : null;
}

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

/**
 * Where the course lies on this machine is nothing for a student: a path near it starts from the assignment, and a class
 * is known by its name.
 */
function withoutPlaces(message: string, folder: string): string {
  const nearCourse = folder.split(path.sep).slice(0, 2).join(path.sep) + path.sep;
  return message
    .replace(/import\("[^"\n]*"\)\./g, '')
    .replace(/(?<=')[^'\n]*(?=')/g, (quoted) =>
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

function outermost(text: Diagnostic['messageText']): string {
  return typeof text === 'string' ? text : text.messageText;
}
