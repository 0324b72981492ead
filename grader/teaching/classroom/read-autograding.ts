import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';

/** One test that GitHub Classroom ran. */
export interface ClassroomTest {
  name: string;
  points: number;
  /** Whether an exit code or a printed text decided. */
  kind: 'command' | 'output' | 'pytest';
  command: string;
}

export interface Autograding {
  file: string;
  tests: ClassroomTest[];
}

/** Where Classroom kept its tests: since 2023 in a workflow, before that in a file of its own. */
const PLACES = [
  '.github/workflows/classroom.yml',
  '.github/workflows/classroom.yaml',
  '.github/classroom/autograding.json',
];

/**
 * Reads what GitHub Classroom graded in a repository: its workflow, or `autograding.json`.
 * @param place either file, or the repository
 * @throws UsageError where there is neither, or no test in it
 */
export function readAutograding(place: string): Autograding {
  const file = fileAt(place);
  const content = readText(file);
  const tests = file.endsWith('.json') ? readTests(content, file) : readWorkflow(content, file);
  if (tests.length > 0) return { file, tests };
  throw new UsageError(`${file} names no test of GitHub Classroom.`);
}

function fileAt(place: string): string {
  const isFolder = fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return place;
  const found = PLACES.map((name) => path.join(place, name)).find((file) => fs.existsSync(file));
  if (found !== undefined) return found;
  throw new UsageError(`${place} has none of ${PLACES.join(', ')}.`);
}

/** JSON is YAML, except for the byte order mark and the tabs that some editors write. */
function readText(file: string): unknown {
  try {
    const text = fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    return file.endsWith('.json') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}).`);
  }
}

const text = z.coerce.string();
/** What Classroom left out is worth nothing; anything else that is no number of points would be lost without a word. */
const points = z.preprocess(
  (value) => (value === undefined || value === null || value === '' ? 0 : value),
  z.coerce.number('these are no points; write a number, 0 or more').min(0, 'points below 0; write 0 or more'),
);
const testsSchema = z.object({
  tests: z.array(
    z.object({
      name: text,
      run: text.default(''),
      output: z.unknown().optional(),
      points,
    }),
  ),
});

function readTests(content: unknown, file: string): ClassroomTest[] {
  return checked(testsSchema, content, file).tests.map(({ name, run, output, points }) => ({
    name,
    points,
    kind: typeof output === 'string' && output !== '' ? 'output' : 'command',
    command: run,
  }));
}

const stepSchema = z.object({
  name: text.optional(),
  uses: text.optional(),
  with: z.record(z.string(), z.unknown()).nullish(),
});
const workflowSchema = z.object({
  jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema).default([]) })),
});
const GRADER = /^[\w-]+\/autograding-(command|io|python)-grader(?:@|$)/;
const KINDS = { command: 'command', io: 'output', python: 'pytest' } as const;

function readWorkflow(content: unknown, file: string): ClassroomTest[] {
  const { jobs } = checked(workflowSchema, content, file);
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap((step) => {
      const [, grader] = GRADER.exec(step.uses ?? '') ?? [];
      const given = step.with ?? {};
      if (grader === undefined) return [];
      const name = text.parse(given['test-name'] ?? step.name ?? grader);
      return {
        name,
        points: checked(points, given['max-score'], `${file}, max-score of "${name}",`),
        kind: KINDS[grader as keyof typeof KINDS],
        command: text.parse(given['command'] ?? (grader === 'python' ? 'pytest' : '')),
      };
    }),
  );
}

function checked<T>(schema: z.ZodType<T>, content: unknown, file: string): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is not GitHub Classroom's: ${z.prettifyError(parsed.error)}`);
}
