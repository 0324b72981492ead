import { AuthorError } from '../errors';
import type { AskReference } from './evaluate-calls';
import type { PlannedTest } from './plan';
import type { Reference } from './reference';

/** The way to the reference solution for a hidden test. Throws an AuthorError for a public one. */
export function openReference(reference: Reference, { part, question }: PlannedTest): AskReference {
  if (!part.hidden) throw new AuthorError(HIDDEN_ONLY);
  return reference.open(question.id);
}

const HIDDEN_ONLY =
  'reference() is for hidden suites: students have no solution that could be asked; compare with expected(...)';
