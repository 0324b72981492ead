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
  const [definition, ...others] = definitions;
  if (!definition || others.length > 0) {
    throw new AuthorError(
      `${displayPath(file)} must call suite() once, and calls it ${definitions.length} times.`,
    );
  }
  if (definition.questionId !== questionId) {
    throw new AuthorError(
      `${displayPath(file)} calls suite('${definition.questionId}'), but the YAML lists it for "${questionId}".`,
    );
  }
  const collected = asAuthor(file, 'cannot be used', () => collectSuite(definition, fixtures));
  checkOneToOne(part, collected);
  return collected;
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
    if (error instanceof AuthorError) throw new AuthorError(`${displayPath(file)}: ${error.message}`);
    const line = error instanceof Error ? lineIn(file, error.stack ?? '') : '';
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
