import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import type { CallResult } from '@boletim/grader/diagnosis';
import { inPortuguese } from '@boletim/grader/run';
import type { PlacedText } from './languages';
import type { MutantEvidence } from './mistakes';

/** What the lab itself says when a mutant trips over it: each sentence once, in the languages that it is thrown in. */
export function labErrors(assignment: Assignment, seen: readonly MutantEvidence[]): PlacedText[] {
  const texts = new Map<string, PlacedText>();
  for (const { mutant, tests } of seen) {
    for (const error of tests.flatMap(({ observed }) => observed?.calls ?? []).flatMap(errorOf)) {
      if (!isOfLab(error, assignment)) continue;
      const portuguese = error['pt-BR'] ?? inPortuguese(error.message);
      const text = portuguese === error.message ? error.message : { en: error.message, 'pt-BR': portuguese };
      texts.set(error.message, { where: `an error of the lab's, which mutant ${mutant.id} sees,`, text });
    }
  }
  return [...texts.values()];
}

type SeenError = Extract<CallResult, { error: unknown }>['error'];

function errorOf(call: CallResult): SeenError[] {
  return 'error' in call ? [call.error] : [];
}

/** Thrown in a file of the assignment that is neither submitted nor a suite, or with no stack at all, on purpose. */
function isOfLab({ kind, stack }: SeenError, { folder, spec }: Assignment): boolean {
  if (kind !== 'threw') return false;
  const frame = stack.split('\n').find((line) => line.trimStart().startsWith('at '));
  if (frame === undefined) return true;
  const [, file] =
    /^(.*\.[jt]s):\d+:\d+$/.exec(frame.split(/[\s()]/).find((part) => part.includes(':')) ?? '') ?? [];
  if (file === undefined) return false;
  const place = path
    .relative(folder, file.replace(/^file:\/\//, ''))
    .split(path.sep)
    .join('/');
  return !place.startsWith('..') && !place.includes('suites/') && !spec.files.includes(place);
}
