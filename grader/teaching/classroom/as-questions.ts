import { stringify } from 'yaml';
import { fileSlug, SlugBook } from '../class';
import type { Autograding, ClassroomTest } from './read-autograding';

/** What Classroom graded, as a beginning of an assignment.yaml: a question a test, with its points. */
export function asQuestions({ tests }: Autograding): string {
  const names = new SlugBook();
  const blocks = tests.map((test) => block(test, names.take(slugOf(test.name))));
  return `questions:\n${blocks.join('')}`;
}

function block({ name, points, kind, command }: ClassroomTest, id: string): string {
  const fields = {
    id,
    title: name,
    points,
    file: `src/${id}.ts`,
    function: id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    suite: `suites/${id}.suite.ts`,
    tests: [{ id: 'works', points }],
  };
  const ran = `${HOW[kind]}${command === '' ? '' : `: ${command.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')}`}`;
  const lines = stringify([fields]).trimEnd().split('\n');
  return `  # Classroom ${ran}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

const HOW = {
  command: 'looked at the exit code',
  output: 'looked at what was printed',
  pytest: 'ran pytest',
} as const;

/** As ids in assignment.yaml have to be: they may not begin with a digit where they name a function. */
export function slugOf(name: string): string {
  const slug = fileSlug(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(slug) ? slug : `test-${slug}`.replace(/-$/, '');
}
