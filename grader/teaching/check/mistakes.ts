import fs from 'node:fs';
import path from 'node:path';
import {
  MISTAKES_FILE,
  observe,
  readMistakes,
  sameObservation,
  writeMistakes,
  type MistakeRecord,
  type TestEvidence,
} from '@boletim/grader/diagnosis';
import { displayPath } from '@boletim/grader/system';
import type { Mutant } from './mutant-fields';

/** What the tests of its question saw of a mutant. */
export interface MutantEvidence {
  mutant: Mutant;
  question: string;
  tests: readonly TestEvidence[];
}

/** Where an assignment keeps what is known of its mistakes: for students, and for teachers alone. */
export interface MistakePlaces {
  open: string;
  hidden: string | null;
}

/** What is to stand in the files: what public tests saw goes out to students, what hidden ones saw does not. */
function mistakeRecords(seen: readonly MutantEvidence[]): {
  open: MistakeRecord[];
  hidden: MistakeRecord[];
} {
  return {
    open: seen.flatMap((evidence) => recordOf(evidence, (test) => !test.hidden)),
    hidden: seen.flatMap((evidence) => recordOf(evidence, (test) => test.hidden)),
  };
}

function recordOf(
  { mutant, question, tests }: MutantEvidence,
  wanted: (test: TestEvidence) => boolean,
): MistakeRecord[] {
  if (!mutant.mistake) return [];
  const observations = tests.filter(wanted).flatMap((test) => {
    const observation = observe(test);
    return observation ? [[test.id, observation] as const] : [];
  });
  if (observations.length === 0) return [];
  const { says, look } = mutant.mistake;
  return [{ id: mutant.id, question, says, look, tests: Object.fromEntries(observations) }];
}

/** Writes both files; gives the paths of those that changed. */
export function saveMistakes(places: MistakePlaces, seen: readonly MutantEvidence[]): string[] {
  const { open, hidden } = mistakeRecords(seen);
  const files: [string | null, MistakeRecord[]][] = [
    [places.open, open],
    [places.hidden, hidden],
  ];
  return files.flatMap(([folder, records]) => {
    if (folder === null) return [];
    const file = path.join(folder, MISTAKES_FILE);
    const text = writeMistakes(records);
    if (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') === text : records.length === 0) return [];
    fs.writeFileSync(file, text);
    return [file];
  });
}

/** What is wrong with the files: a record that is missing, that says something else by now, or that nobody makes. */
export function staleRecords(places: MistakePlaces, seen: readonly MutantEvidence[]): string[] {
  const { open, hidden } = mistakeRecords(seen);
  return [...stale(places.open, open), ...(places.hidden === null ? [] : stale(places.hidden, hidden))];
}

function stale(folder: string, wanted: readonly MistakeRecord[]): string[] {
  const file = path.join(folder, MISTAKES_FILE);
  const stored = new Map(readMistakes([file]).map((record) => [record.id, record]));
  const ids = new Set([...stored.keys(), ...wanted.map(({ id }) => id)]);
  const changed = [...ids].filter(
    (id) =>
      !isSame(
        stored.get(id),
        wanted.find((record) => record.id === id),
      ),
  );
  const advice = 'record them again: npm run boletim -- mistakes';
  return changed.length === 0 ? [] : [`${displayPath(file)} is stale for ${changed.join(', ')}; ${advice}`];
}

function isSame(a: MistakeRecord | undefined, b: MistakeRecord | undefined): boolean {
  if (!a || !b) return false;
  const words = (record: MistakeRecord) => JSON.stringify([record.question, record.says, record.look]);
  const tests = Object.keys(a.tests);
  return (
    words(a) === words(b) &&
    tests.length === Object.keys(b.tests).length &&
    tests.every((test) => b.tests[test] !== undefined && sameObservation(a.tests[test]!, b.tests[test]!))
  );
}

/** Pairs of mistakes with different sentences that no test tells apart: one of them would be said for the other. */
export function confusedMistakes(seen: readonly MutantEvidence[]): string[] {
  const records = mergedRecords(seen);
  return records.flatMap((a, index) =>
    records
      .slice(index + 1)
      .filter((b) => a.question === b.question && a.says.en !== b.says.en && looksTheSame(a, b))
      .map(
        (b) => `no test tells ${a.id} from ${b.id}: give both the same sentence, or let a test look at more`,
      ),
  );
}

function mergedRecords(seen: readonly MutantEvidence[]): MistakeRecord[] {
  return seen.flatMap((evidence) => recordOf(evidence, () => true));
}

function looksTheSame(a: MistakeRecord, b: MistakeRecord): boolean {
  const tests = Object.keys(a.tests);
  return (
    tests.length === Object.keys(b.tests).length &&
    tests.every((test) => b.tests[test] !== undefined && sameObservation(a.tests[test]!, b.tests[test]!))
  );
}
