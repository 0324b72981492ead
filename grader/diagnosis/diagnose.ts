import type { Diagnosis } from '../report/report';
import { byBehaviour, byTwoBehaviours } from './by-behaviour';
import { byError } from './by-error';
import { byFinding } from './by-finding';
import { byRelation } from './by-relation';
import { byTrace } from './by-trace';
import type { TestEvidence } from './evidence';
import type { MistakeRecord } from './mistake-schema';
import type { Finding } from './finding';
import type { Lang } from './sentences';

/** What is known of one question when its tests are done. */
export interface QuestionEvidence {
  id: string;
  tests: readonly TestEvidence[];
  /** Statements of its file that do nothing, and the like: found in the text, not by running it. */
  findings: readonly Finding[];
}

export interface DiagnosisContext {
  /** Reads the records of known mistakes, only when something failed. */
  readRecords(): readonly MistakeRecord[];
  lang: Lang;
  /** Whether tests drew the numbers that they drew for the records. */
  sameDraws: boolean;
}

/**
 * Names the one mistake that explains a question's failures: by its behaviour, by how a result relates to the right
 * one, by an error that says it, or by what stands in the file. Null when nothing is known for certain. What public
 * tests saw comes first, so that a student may read it; hidden ones are asked when those know nothing.
 */
export function diagnose(question: QuestionEvidence, context: DiagnosisContext): Diagnosis | null {
  if (question.tests.every(({ observed }) => observed === null)) return null;
  const { lang } = context;
  const open = question.tests.filter(({ hidden }) => !hidden);
  const records = context.readRecords().filter((record) => record.question === question.id);
  const known =
    first([open, question.tests], (tests) => byBehaviour(tests, records, context)) ??
    first([open, question.tests], (tests) => byTwoBehaviours(tests, records, lang)) ??
    first([open, question.tests].map(failedOf), (failed) => byRelation(failed, lang)) ??
    first([open, question.tests].map(failedOf), (failed) => byTrace(failed, lang)) ??
    first([open, question.tests].map(failedOf), (failed) => byError(failed, lang));
  const finding = byFinding(failedOf(question.tests), question.findings, lang);
  if (!known || !finding) return known ?? finding;
  // What goes wrong with a list of nothing goes wrong in other ways, too, which are then taken for it.
  if (finding.mistake === 'map-gives-nothing') return { ...finding, tests: known.tests };
  // The statement that is hardly ever meant is the place to look at; where something was thrown, that is the place.
  const threw = failedOf(question.tests).some(({ location }) => location !== null);
  return threw ? known : { ...known, look: finding.says };
}

type Tests = readonly TestEvidence[];

function failedOf(tests: Tests): Tests {
  return tests.filter(({ observed }) => observed !== null);
}

function first(choices: Tests[], look: (tests: Tests) => Diagnosis | null): Diagnosis | null {
  for (const tests of choices) {
    const found = look(tests);
    if (found) return found;
  }
  return null;
}
