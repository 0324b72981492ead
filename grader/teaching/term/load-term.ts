import fs from 'node:fs';
import path from 'node:path';
import { readAuthorYaml } from '@boletim/grader/assignment';
import { UsageError } from '@boletim/grader/errors';
import { readClassRecord, refuseUnfinished, type Student } from '../class';
import { namedRows, refuseAnonymous } from './named-rows';
import type { Term, TermAssignment } from './term';
import { termSpec, type TermAssignmentSpec } from './term-spec';

/** How other files of a term are read; their names are relative to term.yaml. */
export interface TermFiles {
  roster(file: string): Promise<Student[]>;
  text(file: string): string;
}

/**
 * Reads term.yaml and the output folders that it names.
 * @throws AuthorError for mistakes in term.yaml, UsageError for an output that cannot be counted
 */
export async function loadTerm(file: string, files: TermFiles): Promise<Term> {
  if (!fs.existsSync(file))
    throw new UsageError(
      `There is no ${file}; write one that says which classes make up the term, or name another: boletim term FILE --out DIR.`,
    );
  const spec = readAuthorYaml(file, termSpec);
  const at = (place: string) => path.relative('', path.resolve(path.dirname(file), place)) || '.';
  const loaded = spec.groups.flatMap(({ assignments: specs }, group) =>
    specs.map((each) => loadAssignment(at(each.class), group, each)),
  );
  refuseTwins(loaded);
  const assignments = withTitlesApart(loaded);
  const roster = spec.roster === undefined ? null : await files.roster(at(spec.roster));
  const named: TermAssignment[] = [];
  for (const assignment of assignments) {
    const { names } = assignment.spec;
    if (names === undefined) refuseAnonymous(assignment);
    const known = { roster, assignments };
    named.push(names === undefined ? assignment : await namedRows(assignment, at(names), known));
  }
  const canvas =
    spec.canvas === undefined ? null : { text: files.text(at(spec.canvas)), file: at(spec.canvas) };
  return { spec, assignments: named, roster, canvas };
}

function loadAssignment(folder: string, group: number, spec: TermAssignmentSpec): TermAssignment {
  refuseUnfinished(folder);
  const { assignment, lang, rows } = readClassRecord(folder);
  const maxScore = rows[0]?.grade.maxScore;
  if (maxScore === undefined) throw new UsageError(`${folder} has nobody in it; remove it from term.yaml.`);
  if (maxScore === 0)
    throw new UsageError(`${folder} is out of 0 points: nothing says what part of them somebody has.`);
  return {
    id: spec.id ?? assignment.id,
    title: spec.title ?? assignment.title,
    group,
    maxScore,
    lang,
    spec,
    rows,
  };
}

function refuseTwins(assignments: readonly TermAssignment[]): void {
  const [one, other] = twins(assignments, ({ id }) => id) ?? [];
  if (one && other)
    throw new UsageError(
      `"${one.spec.class}" and "${other.spec.class}" are both called ${one.id}; keep one, or give one of them another id.`,
    );
}

/** The first two that have a text in common. */
function twins(
  assignments: readonly TermAssignment[],
  textOf: (assignment: TermAssignment) => string,
): [TermAssignment, TermAssignment] | null {
  const owners = new Map<string, TermAssignment>();
  for (const assignment of assignments) {
    const twin = owners.get(textOf(assignment));
    if (twin) return [twin, assignment];
    owners.set(textOf(assignment), assignment);
  }
  return null;
}

/**
 * A gradebook knows a column by its title alone. Those that assignment.yaml gave to several get the id as well.
 * @throws UsageError where term.yaml itself gives two of them one title
 */
function withTitlesApart(assignments: readonly TermAssignment[]): TermAssignment[] {
  const titles = assignments.map(({ title }) => title);
  const apart = assignments.map((assignment) => {
    const isShared = titles.filter((title) => title === assignment.title).length > 1;
    const { id, title, spec } = assignment;
    return isShared && spec.title === undefined ? { ...assignment, title: `${title}: ${id}` } : assignment;
  });
  refuseSharedText(apart, 'title', ({ title }) => title);
  refuseSharedText(apart, 'canvasColumn', ({ spec, title }) => spec.canvasColumn ?? title);
  return apart;
}

function refuseSharedText(
  assignments: readonly TermAssignment[],
  field: string,
  textOf: (assignment: TermAssignment) => string,
): void {
  const [one, other] = twins(assignments, textOf) ?? [];
  if (one && other)
    throw new UsageError(
      `${one.id} and ${other.id} would be one column "${textOf(one)}" in a gradebook; give one of them another ${field} in term.yaml.`,
    );
}
