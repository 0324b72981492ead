import fs from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { AuthorError, messageOf } from '../errors';
import { displayPath } from '../paths';

export interface YamlProblem {
  line: number;
  column: number;
  /** Where in the document, like `questions[2].points`; empty at the top. */
  where: string;
  message: string;
}

/** Parses YAML and validates it; the problems name line, place and what to write. */
export function parseYaml<S extends z.ZodType>(
  text: string,
  schema: S,
): { value: z.infer<S>; problems?: undefined } | { value?: undefined; problems: YamlProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        ...positionAt(lines, error.pos[0]),
        where: '',
        message: error.message,
      })),
    };
  }
  const result = schema.safeParse(toData(document), { reportInput: true });
  if (result.success) return { value: result.data };
  const problems = result.error.issues.map((issue) => ({
    ...positionAt(lines, offsetOf(document, issue.path)),
    where: placeOf(issue.path),
    message: sentenceOf(issue),
  }));
  return { problems };
}

/** Reads a YAML file that a course author wrote; every problem becomes one line of an AuthorError. */
export function readAuthorYaml<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file));
  } catch (error) {
    throw new AuthorError(`${displayPath(file)}: cannot be read (${messageOf(error)})`);
  }
  const { value, problems } = parseYaml(text, schema);
  if (problems) throw new AuthorError(problems.map((problem) => describeProblem(file, problem)).join('\n'));
  return value;
}

/** `assignments/cnn/assignment.yaml:12:5: questions[1].points: expected number, got "two"`. */
export function describeProblem(file: string, { line, column, where, message }: YamlProblem): string {
  return `${displayPath(file)}:${line}:${column}: ${where ? `${where}: ` : ''}${message}`;
}

/** The line where a value of the document stands, for mistakes that only the program can see. */
export function lineOf(text: string, path: (string | number)[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return positionAt(lines, offsetOf(document, path)).line;
}

/** Aliases multiply ("billion laughs"): a hundred are more than any course needs. */
function toData(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new AuthorError(messageOf(error));
  }
}

/** The offset of the deepest part of the path that exists: a missing key is reported at its parent. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function positionAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const got = 'input' in issue && issue.input !== undefined ? `, got ${shortJson(issue.input)}` : '';
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; remove it or correct its spelling`;
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing; write a ${issue.expected}`
        : `expected ${issue.expected}${got}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}${got}`;
    default:
      return `${issue.message}${got}`;
  }
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
