import { AuthorError } from '../errors';
import type { Text } from '../report/languages';
import { LANGS } from '../report/lang';
import type { TestBody, TestOptions } from './suite-tools';

/** A test or a penalty, as its suite defines it. */
export interface CollectedTest {
  id: string;
  title: Text;
  body: TestBody<unknown>;
  hint: Text | null;
  source: { file: string; line: number } | null;
}

/** What a suite wrote between the brackets of test() or penalty(). */
export type Written = [id: unknown, options: unknown, body: unknown, ...more: unknown[]];

/**
 * What a suite's call defines.
 * @throws AuthorError that says how the call is written, when it is written in another way
 */
export function defineTest(what: 'test' | 'penalty', written: Written, caller: object): CollectedTest {
  const problem = problemOf(written);
  if (problem !== null) throw new AuthorError(sentence(what, written[0], problem));
  const [id, options, body] = written as [string, TestOptions, CollectedTest['body']];
  return { id, title: options.title, body, hint: options.hint ?? null, source: positionOf(caller) };
}

function problemOf([id, options, body, ...more]: Written): string | null {
  if (typeof id !== 'string') return 'its first parameter is the id, a text';
  if (isText(options)) return 'its title stands among its options';
  if (typeof options !== 'object' || options === null)
    return 'its second parameter is an object with a title';
  const { title, hint, ...others } = options as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (!isText(title)) return "its title is a text, or { en: '…', 'pt-BR': '…' }";
  if (hint !== undefined && !isText(hint)) return "its hint is a text, or { en: '…', 'pt-BR': '…' }";
  if (other !== undefined) return `there is no option "${other}"`;
  if (typeof body !== 'function') return 'its third parameter is the function that tests';
  return more.length > 0 ? 'nothing follows its function' : null;
}

function isText(value: unknown): value is Text {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value !== '';
  return LANGS.every((lang) => typeof (value as Record<string, unknown>)[lang] === 'string');
}

function sentence(what: string, id: unknown, problem: string): string {
  const call = `${what}('${typeof id === 'string' ? id : 'id'}'`;
  return `${call}, ...): ${problem}; options come before the body: ${call}, { title: '…', hint: '…' }, async ({ evaluate }) => { … })`;
}

/** File and line where a suite called a function, from the stack: suites are documentation that reports link to. */
function positionOf(caller: object): CollectedTest['source'] {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, caller as () => void);
  const frame = trace.stack?.split('\n')[1] ?? '';
  const match = /(?<![^():])((?:[A-Za-z]:)?[^():]+):(\d+):\d+\)?$/.exec(
    frame.trim().replace(/^at (?:.* \()?/, ''),
  );
  return match ? { file: match[1]!, line: Number(match[2]) } : null;
}
