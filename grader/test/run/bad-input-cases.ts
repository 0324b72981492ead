import type { TestStatus } from '../../report/report';

export interface Case {
  /** File of specimens/mean: what it does, in a few words. */
  specimen: string;
  status: TestStatus;
  /** Of the first test, word for word. */
  message: string | null;
  location?: string;
  /** Points of the question, where it earns any. */
  points?: number;
}

const TIME = 'did not finish within 0.3 s; look for a loop or a promise that never ends';
const MUST_EXPORT = 'src/mean.ts must export a function named "mean"; ';

/** What a submission gets whose `mean` is one of specimens/mean. */
export const CASES: Case[] = [
  {
    specimen: 'returns-nothing',
    status: 'failed',
    message: 'expected 3, got undefined; a function gives undefined when it ends without return',
  },
  { specimen: 'returns-a-string', status: 'failed', message: 'expected 3, got "3"' },
  { specimen: 'is-off-by-one', status: 'failed', message: 'expected 3, got 4.5' },
  {
    specimen: 'returns-a-function',
    status: 'failed',
    message: 'the result is a function, which is not data',
  },
  {
    specimen: 'returns-an-instance',
    status: 'failed',
    message: "the result's result is a Mean, which is not plain data",
  },
  {
    specimen: 'returns-too-much',
    status: 'failed',
    message: 'the result has more than 250000 parts; return a tensor or a typed array',
  },
  {
    specimen: 'returns-itself-inside',
    status: 'failed',
    message: `the result's ${'self.'.repeat(12).slice(0, -1)}… key is nested more than 64 levels deep, or contains itself`,
  },
  { specimen: 'never-settles', status: 'timed-out', message: TIME },
  { specimen: 'loops-forever', status: 'timed-out', message: TIME },
  { specimen: 'loops-while-loading', status: 'timed-out', message: TIME },
  { specimen: 'allocates-forever', status: 'crashed', message: 'it used more than 300 MB of memory' },
  {
    specimen: 'exits-with-zero',
    status: 'crashed',
    message: 'its process exited with code 0 before it answered; do not call process.exit()',
    location: 'src/mean.ts:2:11',
  },
  { specimen: 'floods-the-output', status: 'crashed', message: 'it printed more than 64 MB' },
  {
    specimen: 'throws-an-error',
    status: 'failed',
    message: '.by is asked of undefined: something is missing there; print what stands before the dot',
    location: 'src/mean.ts:6:22',
  },
  {
    specimen: 'throws-a-string',
    status: 'failed',
    message: `threw "no idea" (string) instead of an Error; write: throw new Error('...')`,
  },
  {
    specimen: 'throws-nothing',
    status: 'failed',
    message: `threw undefined instead of an Error; write: throw new Error('...')`,
  },
  {
    specimen: 'throws-while-loading',
    status: 'failed',
    message: 'TypeError: the table is not there',
    location: 'src/mean.ts:1:7',
  },
  {
    specimen: 'recurses-forever',
    status: 'failed',
    message: 'the function calls itself without end, or something that it calls does',
    location: 'src/mean.ts:2:3',
  },
  {
    specimen: 'rejects-later',
    status: 'failed',
    message: 'in a promise that nobody awaits: left alone',
    location: 'src/mean.ts:3:23',
  },
  {
    specimen: 'has-a-syntax-error',
    status: 'failed',
    message: `syntax error
src/mean.ts:2:61: ')' expected.
    const total = values.reduce((sum, value) => sum + value, 0;
                                                              ^`,
  },
  {
    specimen: 'awaits-outside-async',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:2:17: await stands in a function that is not async. Write "async" before that function, or do without await.
    const total = await values.reduce((sum, value) => sum + value, 0);
                  ^`,
  },
  {
    specimen: 'awaits-while-loading',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:1:14: await stands outside of every function, and a submission cannot wait while it is loaded. Move it into the async function that needs its value.
    const zero = await Promise.resolve(0);
                 ^`,
  },
  {
    specimen: 'asks-for-import-meta',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:2:15: import.meta is not there when a submission is graded. For the folder of this file write __dirname; do without the rest.
    console.log(import.meta.url);
                ^`,
  },
  { specimen: 'imports-with-an-extension', status: 'passed', message: null, points: 3 },
  { specimen: 'exports-another-name', status: 'failed', message: `${MUST_EXPORT}it exports "average"` },
  {
    specimen: 'exports-nothing',
    status: 'failed',
    message: `${MUST_EXPORT}write "export" before "function mean"`,
  },
  {
    specimen: 'exports-a-default',
    status: 'failed',
    message: `${MUST_EXPORT}write "export function mean", without "default"`,
  },
  { specimen: 'exports-a-number', status: 'failed', message: `${MUST_EXPORT}its "mean" is a number` },
  {
    specimen: 'imports-a-missing-file',
    status: 'failed',
    message:
      'it imports "./sum", which is not part of a submission; write what it needs into the question\'s own file',
    location: 'src/mean.ts:1:1',
  },
  {
    specimen: 'imports-a-missing-file-later',
    status: 'failed',
    message:
      'it imports "./sum", which is not part of a submission; write what it needs into the question\'s own file',
    location: 'src/mean.ts:3:3',
  },
  {
    specimen: 'imports-a-missing-package',
    status: 'failed',
    message: 'it imports "lodash", which is not there when a submission is graded; do without it',
    location: 'src/mean.ts:1:1',
  },
  { specimen: 'prints-a-lot', status: 'passed', message: null, points: 3 },
  { specimen: 'exits-later', status: 'passed', message: null, points: 3 },
];
