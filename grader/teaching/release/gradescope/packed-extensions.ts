import { z } from 'zod';
import { UsageError } from '@boletim/grader/errors';
import { deadlineOf, nothingToExtend, type DatedSpec } from '../../class/dates/deadline';
import { parseExtensions, type ExtensionsFile } from '../../class/dates/extensions';
import { matchExtensions } from '../../class/dates/match-extensions';
import type { Student } from '../../class/roster';

/** Beside gradescope.json in the zip, and readable for the grader alone. */
export const EXTENSIONS_FILE = 'extensions.json';

/** extensions.json in the zip: who may hand in later. Reasons stay at home. */
export const packedExtensions = z.array(
  z.strictObject({
    /** Whatever Gradescope may call the student. */
    names: z.array(z.string()),
    /** ISO 8601, UTC. */
    until: z.string(),
  }),
);

export type PackedExtensions = z.infer<typeof packedExtensions>;

/**
 * The extensions of an assignment as an autograder needs them: Gradescope knows people by e-mail, name and number, and
 * no groups of ours, so a roster says who is meant.
 * @throws UsageError as for a class; for a group without a roster; for an assignment without a deadline
 */
export function packExtensions(
  file: ExtensionsFile,
  { spec, roster }: { spec: DatedSpec; roster: readonly Student[] },
): PackedExtensions {
  const deadline = deadlineOf(spec);
  if (!deadline) throw nothingToExtend(spec);
  const lines = parseExtensions(file, { assignment: spec.id, deadline });
  if (roster.length === 0)
    return lines.map(({ at, student, until }) => {
      if (student !== '') return { names: [student], until };
      throw new UsageError(`${at}: who is in a group, only --roster says (with its column group)`);
    });
  const holders = roster.map(({ id, email, name, idNumber, username, group }) => {
    const names = [id, email, idNumber, username, name].filter((text) => text !== '');
    return { names, groups: group === '' ? [] : [group] };
  });
  return [...matchExtensions(lines, holders)].map(([{ names }, { until }]) => ({ names: [...names], until }));
}
