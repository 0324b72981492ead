import type { Student } from './roster';
import type { Submission } from './downloads';

/** Who a submission belongs to. */
export interface Match {
  students: Student[];
  /** Why a person could not be found in the roster; empty when all were. */
  problems: string[];
}

/** Finds the students of submissions in a roster; without a roster every submission makes its own student. */
export class StudentFinder {
  private readonly byKey = new Map<string, Student[]>();
  private readonly byName = new Map<string, Student[]>();

  constructor(private readonly roster: readonly Student[]) {
    for (const student of roster) {
      for (const key of keysOf(student)) push(this.byKey, key.toLowerCase(), student);
      for (const name of namesOf(student.name)) push(this.byName, name, student);
    }
  }

  find(submission: Submission): Match {
    const queries = queriesOf(submission);
    const matches = queries.map((query) => this.findOne(query));
    return {
      students: [...new Set(matches.flatMap(({ student }) => student ?? []))],
      problems: matches.flatMap(({ problem }) => problem ?? []),
    };
  }

  private findOne(query: Query): { student?: Student; problem?: string } {
    const byKey = query.keys.flatMap((key) => this.byKey.get(key.toLowerCase()) ?? []);
    const byName = query.names.flatMap((name) => this.byName.get(name) ?? []);
    const found = [...new Set(byKey.length > 0 ? byKey : byName)];
    if (found.length === 1) return { student: found[0]! };
    if (this.roster.length === 0) return { student: strangerOf(query) };
    const problem =
      found.length === 0
        ? `"${query.label}" is not in the roster`
        : `"${query.label}" fits ${found.map(({ id }) => id).join(' and ')} in the roster`;
    return { student: strangerOf(query), problem };
  }
}

interface Query {
  label: string;
  keys: string[];
  names: string[];
  stranger: Partial<Student>;
}

function queriesOf(submission: Submission): Query[] {
  const { platform, platformId, origin, submitters } = submission;
  if (platform === 'plain' || submitters.length === 0) {
    return [
      { label: origin, keys: [origin], names: namesOf(origin), stranger: { id: origin, name: origin } },
    ];
  }
  return submitters.map((submitter) => {
    const { name, email, sid } = submitter;
    const label = name ?? email ?? origin;
    const id = sid ?? email ?? (submitters.length === 1 ? `${label}-${platformId}` : label);
    const platformKey = platform === 'gradescope' ? [] : [`${platform}:${platformId}`];
    const stranger = { id, name: name ?? '', email: email ?? '', idNumber: sid ?? '', ...ownId(submission) };
    return {
      label,
      keys: [...platformKey, ...given(sid), ...given(email)],
      names: namesOf(name ?? ''),
      stranger,
    };
  });
}

function ownId({ platform, platformId }: Submission): Partial<Student> {
  if (platform === 'moodle') return { moodleId: platformId ?? '' };
  return platform === 'canvas' ? { canvasId: platformId ?? '' } : {};
}

function given(value: string | null): string[] {
  return value === null || value === '' ? [] : [value];
}

function keysOf(student: Student): string[] {
  const own = [
    student.id,
    student.email,
    student.username,
    student.idNumber,
    student.email.split('@')[0] ?? '',
  ];
  if (student.moodleId !== '') own.push(`moodle:${student.moodleId}`);
  if (student.canvasId !== '') own.push(`canvas:${student.canvasId}`);
  return [...new Set(own.filter((key) => key !== '').map((key) => key.toLowerCase()))];
}

/** A name in the forms the platforms use: as it is, "Last, First" turned round, and Canvas' "lastfirst". */
function namesOf(name: string): string[] {
  const letters = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  const [last, first] = name.split(',', 2) as [string, string?];
  const words = name.trim().split(/\s+/);
  const forms = [
    name,
    first === undefined ? '' : `${first} ${last}`,
    `${words.at(-1)} ${words.slice(0, -1).join(' ')}`,
  ];
  return [...new Set(forms.map(letters).filter((form) => form !== ''))];
}

function strangerOf(query: Query): Student {
  const nothing = {
    name: '',
    email: '',
    username: '',
    idNumber: '',
    canvasId: '',
    moodleId: '',
    section: '',
  };
  return { ...nothing, id: query.label, lateHours: null, ...query.stranger };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
