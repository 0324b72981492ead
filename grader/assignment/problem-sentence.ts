import type { YAMLError } from 'yaml';
import type { z } from 'zod';

/** What is wrong with a value of a YAML file, what stands there, and what to write. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; remove it or correct its spelling`;
    case 'invalid_type':
      return issue.input === undefined ? missing(issue) : `expected ${nameOf(issue.expected)}${got(issue)}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}${got(issue)}`;
    case 'too_small':
      return `expected ${atLeast(issue)}${got(issue)}`;
    case 'too_big':
      return `expected ${atMost(issue)}${got(issue)}`;
    case 'custom':
      return issue.message;
    default:
      return `${issue.message}${got(issue)}`;
  }
}

/** What is wrong with the YAML itself; the parser's words where they help a person. */
export function syntaxSentenceOf(error: YAMLError): string {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return 'this key stands twice in the same place; remove one of them';
    case 'MULTIPLE_DOCS':
      return 'a second YAML document begins here; remove the line "---" and what follows';
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; YAML takes spaces only';
    default:
      return error.message;
  }
}

type Issue<Code extends z.core.$ZodIssue['code']> = Extract<z.core.$ZodIssue, { code: Code }>;

function missing({ path, expected }: Issue<'invalid_type'>): string {
  const key = path.at(-1);
  return typeof key === 'string'
    ? `is missing; add "${key}:" with ${nameOf(expected)}`
    : `is missing; write ${nameOf(expected)}`;
}

const NAMES: Partial<Record<string, string>> = {
  object: 'keys with values, like "id: cnn"',
  record: 'keys with values, like "id: cnn"',
  array: 'a list, like "- one"',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

function nameOf(type: string): string {
  return NAMES[type] ?? type;
}

function atLeast({ origin, minimum, inclusive }: Issue<'too_small'>): string {
  if (origin === 'array') return `at least ${minimum} ${Number(minimum) === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return Number(minimum) === 1 ? 'text that is not empty' : `${minimum} characters`;
  return inclusive ? `a number from ${minimum} up` : `a number above ${minimum}`;
}

function atMost({ origin, maximum, inclusive }: Issue<'too_big'>): string {
  if (origin === 'array') return `at most ${maximum} entries`;
  if (origin === 'string') return `at most ${maximum} characters`;
  return inclusive ? `a number up to ${maximum}` : `a number below ${maximum}`;
}

function got(issue: z.core.$ZodIssue): string {
  if (!('input' in issue) || issue.input === undefined) return '';
  const text = typeof issue.input === 'number' ? String(issue.input) : JSON.stringify(issue.input);
  return `, got ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}
