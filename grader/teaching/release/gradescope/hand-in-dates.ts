import { deadlineOf, studentDates, type DatedSpec } from '../../class/dates/deadline';
import { readMoment } from '../../class/dates/moments';
import type { StudentDates } from '../../class/dates/student-dates';
import type { PackedExtensions } from './packed-extensions';
import { readMetadata } from './submission-metadata';

/**
 * When a submission on Gradescope was due and came, by submission_metadata.json; null where the assignment has no
 * deadline. Of several people the latest extension holds, as they get one grade.
 */
export function handInDates(
  file: string,
  { spec, extensions }: { spec: DatedSpec; extensions: PackedExtensions },
): StudentDates | null {
  const deadline = deadlineOf(spec);
  if (!deadline) return null;
  const { users, created_at: createdAt } = readMetadata(file);
  const names = users.flatMap(({ email, name, sid }) => [email, name, sid]);
  const known = names.flatMap((name) => (name ? [String(name).toLowerCase()] : []));
  const own = extensions.filter((entry) => entry.names.some((name) => known.includes(name.toLowerCase())));
  const until = own
    .map((entry) => entry.until)
    .sort()
    .at(-1);
  const handedIn = readMoment(createdAt ?? '', { zone: deadline.zone, unclear: 'earlier' });
  return studentDates(deadline, {
    handedIn,
    timeFrom: handedIn === null ? null : 'gradescope',
    extension: until === undefined ? null : { until, reason: '' },
  });
}
