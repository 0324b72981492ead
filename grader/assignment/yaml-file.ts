import fs from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument, visit, type Alias, type Document } from 'yaml';
import type { z } from 'zod';
import { AuthorError, messageOf } from '../errors';
import { displayPath } from '../system/paths';
import { sentenceOf, syntaxSentenceOf } from './problem-sentence';

export interface YamlProblem {
  line: number;
  column: number;
  /** Where in the document, like `questions[2].points`; empty at the top. */
  where: string;
  message: string;
}

/**
 * Parses YAML and validates it; the problems name line, place and what to write. A few aliases can make the conversion
 * to values take hours, whatever is allowed of them: text from strangers may have none.
 */
export function parseYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  { aliases = 'allowed' }: { aliases?: 'allowed' | 'refused' } = {},
): { value: z.infer<S>; problems?: undefined } | { value?: undefined; problems: YamlProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => problemAt(error.pos[0], '', syntaxSentenceOf(error))) };
  }
  // Without a value the file says nothing at all, and what is wrong with it stands nowhere.
  if (!document.contents) return { problems: [problemAt(0, '', 'the file is empty; write its keys')] };
  const alias = aliases === 'refused' ? firstAlias(document) : undefined;
  if (alias) {
    const message = `the alias *${alias.source.slice(0, 100)} is not allowed here; write the value itself`;
    return { problems: [problemAt(alias.range?.[0] ?? 0, '', message)] };
  }
  let data: unknown;
  try {
    // Aliases multiply ("billion laughs"): a hundred are more than any course needs.
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [problemAt(0, '', messageOf(error))] };
  }
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.map((issue) =>
      problemAt(offsetOf(document, placeOfIssue(issue)), placeName(issue.path), sentenceOf(issue)),
    ),
  };

  function problemAt(offset: number, where: string, message: string): YamlProblem {
    return { ...positionAt(lines, offset), where, message };
  }
}

function firstAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias(_, alias) {
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
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

/** An unknown key stands where it is written, not where its parent begins. */
function placeOfIssue(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
}

/** The offset of the deepest part of the path that exists: a missing key is reported at its parent. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = keyOffset(document, path.slice(0, length)) ?? nodeOffset(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Where the key itself is written, for a value that is another mapping, a list or nothing. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range?.[0];
}

function nodeOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
  return node?.range?.[0];
}

function positionAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function placeName(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
