import type { Assignment, QuestionPart } from '../assignment/assignment';
import { AuthorError, messageOf } from '../errors';
import { displayPath, filesBelow } from '../system/paths';
import { collectDefinitions, collectSuite, type CollectedSuite, type Fixtures } from './collect';

type Definition = ReturnType<typeof collectDefinitions>[number];

const loaded = new Map<string, Definition[]>();

/**
 * Loads the suite of one part of a question, and checks that its tests and those that the YAML lists are the same.
 */
export function loadSuite(part: QuestionPart, questionId: string, fixtures: Fixtures): CollectedSuite {
  const file = part.suiteFile;
  const definitions = loaded.get(file) ?? collectDefinitions(() => requireSuite(file));
  loaded.set(file, definitions);
  const definition = theOne(definitions, questionId, displayPath(file));
  const collected = asAuthor(file, 'cannot be used', () => collectSuite(definition, fixtures));
  checkOneToOne(part, collected);
  return collected;
}

/** A file may define the suites of several questions: one suite a question. */
function theOne(definitions: Definition[], questionId: string, file: string): Definition {
  const [definition, ...others] = definitions.filter((candidate) => candidate.questionId === questionId);
  if (definition && others.length === 0) return definition;
  if (definition)
    throw new AuthorError(
      `${file} calls suite('${questionId}') ${others.length + 1} times; put the tests of a question into one call.`,
    );
  const [stranger] = definitions;
  if (!stranger)
    throw new AuthorError(
      `${file} calls suite() 0 times; write suite<Lab>('${questionId}', ({ test }) => { … }).`,
    );
  throw new AuthorError(
    `${file} calls suite('${stranger.questionId}'), but the YAML lists it for "${questionId}".`,
  );
}

/** Suites that are defined for a question that the YAML does not list for their file: nobody would run them. */
export function unlistedSuites({ questions }: Pick<Assignment, 'questions'>): string[] {
  const listed = new Map<string, string[]>();
  for (const { id, parts } of questions)
    for (const { suiteFile } of parts) listed.set(suiteFile, [...(listed.get(suiteFile) ?? []), id]);
  return [...listed].flatMap(([file, ids]) =>
    (loaded.get(file) ?? [])
      .filter(({ questionId }) => !ids.includes(questionId))
      .map(
        ({ questionId }) =>
          `${displayPath(file)} calls suite('${questionId}'), but the YAML lists the file for ${ids.join(', ')} only; list it there too, or remove the call.`,
      ),
  );
}

function requireSuite(file: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  asAuthor(file, 'cannot be loaded', () => void require(file));
}

/** Whatever goes wrong while a suite's own code runs is its author's mistake. */
function asAuthor<T>(file: string, what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const line = error instanceof Error ? lineIn(file, error.stack ?? '') : '';
    if (error instanceof AuthorError) throw new AuthorError(`${displayPath(file)}${line}: ${error.message}`);
    const [message] = messageOf(error).split('\nRequire stack:');
    throw new AuthorError(`${displayPath(file)}${line} ${what}: ${message}`);
  }
}

/** `:12` where the stack names a line of the file. */
function lineIn(file: string, stack: string): string {
  const frame = stack.split('\n').find((line) => line.includes(`${file}:`));
  return /:\d+(?=:\d+\)?$)/.exec(frame ?? '')?.[0] ?? '';
}

function checkOneToOne(part: QuestionPart, collected: CollectedSuite): void {
  const file = displayPath(part.suiteFile);
  const problems = [
    ...mismatches(part.tests, collected.tests, { file, what: 'test' }),
    ...mismatches(part.penalties, collected.penalties, { file, what: 'penalty' }),
  ];
  if (problems.length > 0) throw new AuthorError(problems.join('\n'));
}

function mismatches(
  listed: { id: string }[],
  defined: { id: string }[],
  { file, what }: { file: string; what: string },
): string[] {
  const listedIds = listed.map(({ id }) => id);
  const definedIds = defined.map(({ id }) => id);
  return [
    ...listedIds
      .filter((id) => !definedIds.includes(id))
      .map(
        (id) =>
          `${file}: the YAML lists the ${what} "${id}", but the suite does not define it; write ${what}('${id}', ...) or remove it from the YAML.`,
      ),
    ...definedIds
      .filter((id) => !listedIds.includes(id))
      .map(
        (id) =>
          `${file}: the suite defines the ${what} "${id}", but the YAML does not list it; add it with its points or remove it here.`,
      ),
    ...definedIds
      .filter((id, index) => definedIds.indexOf(id) !== index)
      .map((id) => `${file}: the ${what} "${id}" is defined twice; ids are unique.`),
  ];
}

/** The files whose content decides what the assignment's tests find: suites and expected values. */
export function gradingFiles(assignment: Assignment): string[] {
  const suites = assignment.questions.flatMap((question) => question.parts.map((part) => part.suiteFile));
  const fixtures = [...assignment.fixtures.inputs, ...assignment.fixtures.expected].flatMap((folder) =>
    filesBelow(folder),
  );
  return [...new Set([...assignment.sources, ...suites, ...fixtures])].sort();
}
