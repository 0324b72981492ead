import type { Lang } from '@boletim/grader/reporters';
import { isAnonymousId, type Submission } from './downloads';
import { classStringsOf, type ClassStrings } from './i18n';
import { namesAgree } from './person-names';
import { platformIdOf, RosterIndex } from './roster-index';
import { NOBODY, type Student } from './roster';

/** Who a submission belongs to. */
export interface Match {
  students: Student[];
  /** The group that handed it in; null for individual work. */
  group: string | null;
  /** Why it could not be given to somebody of the roster; empty when it was. */
  problems: string[];
  /** Those of the roster whose it may be, when that cannot be told. */
  perhaps: Student[];
  /** What little it was found by: the platform's number without a name to compare, or a name alone. */
  evidence: 'full' | 'number' | 'name';
}

/**
 * Finds the students of submissions in a roster; without one every submission makes its own student. Where two things
 * that are known about a submission point to different people, neither wins: it stays a stranger's, with the reason.
 */
export class StudentFinder {
  private readonly index: RosterIndex;
  private readonly strings: ClassStrings;

  constructor(
    private readonly roster: readonly Student[],
    lang: Lang = 'en',
  ) {
    this.strings = classStringsOf(lang);
    this.index = new RosterIndex(roster);
  }

  find(submission: Submission): Match {
    const matches = queriesOf(submission).map((query) => this.findOne(query));
    const weakest = (['number', 'name'] as const).find((kind) =>
      matches.some(({ evidence }) => evidence === kind),
    );
    return {
      students: [...new Set(matches.flatMap(({ students }) => students))],
      group: matches.find(({ group }) => group !== null)?.group ?? null,
      problems: matches.flatMap(({ problems }) => problems),
      perhaps: matches.flatMap(({ perhaps }) => perhaps),
      evidence: weakest ?? 'full',
    };
  }

  /** Somebody of the roster that submissions were taken with. */
  findTaken(student: NonNullable<Submission['taken']>): Match {
    return this.findOne({ ...takenQuery(student), platform: 'plain' });
  }

  private findOne(query: Query): Match {
    if (this.roster.length === 0) return strange(query);
    return this.groupOf(query) ?? (query.platformId === null ? this.byKeys(query) : this.byNumber(query));
  }

  /** A team's download has the group's name where a person's would be. */
  private groupOf(query: Query): Match | null {
    const { platform, platformId, groupName, label } = query;
    const { identity } = this.strings;
    const group = groupName === null ? undefined : this.index.group(groupName);
    if (!group) return null;
    const [namesake] = this.index.withName(groupName!);
    if (namesake) return strange(query, identity.groupAndPerson(label, nameOf(namesake)), [namesake]);
    // Moodle's number is the group's, and may be anybody's participant number by chance; Canvas' is that of a member.
    const [member] = platform === 'canvas' ? this.index.withPlatformId(platform, platformId!) : [];
    if (!member || group.members.includes(member)) return { ...sure(group.members), group: group.name };
    const names = { label, group: group.name, number: platformId!, student: nameOf(member) };
    return strange(query, identity.notInGroup(names), [member]);
  }

  private byNumber(query: Query): Match {
    const { platform, platformId, names, label } = query;
    const { identity } = this.strings;
    const numbered = this.index.withPlatformId(platform, platformId!);
    if (numbered.length > 1)
      return strange(query, identity.numberOfMany(platformId!, this.idsOf(numbered)), numbered);
    const [student] = numbered;
    if (!student) return isAnonymousId(platformId) ? this.anonymous(query) : this.byName(query);
    if (names.length === 0) return sure([student]);
    if (student.name === '') return { ...sure([student]), evidence: 'number' };
    if (names.some((name) => namesAgree(name, student.name))) return sure([student]);
    const problem = identity.otherName(platformId!, nameOf(student), label);
    return strange(query, `${problem}; ${identity.perhapsGroup}`, [student]);
  }

  /** Until somebody says whose it is, it is nobody's, and that is as it should be. */
  private anonymous(query: Query): Match {
    const isTold = this.roster.some(({ anonymousId }) => anonymousId !== '');
    return isTold ? strange(query, this.strings.identity.stillAnonymous(query.label)) : strange(query);
  }

  /** A longer reading of the name comes first: what may be a group's prefix may also be a part of it. */
  private byName(query: Query): Match {
    const { names, label, platform, platformId } = query;
    const { identity } = this.strings;
    const hits = names.map((name) => this.index.withName(name)).find((students) => students.length > 0) ?? [];
    const [student, ...others] = hits;
    if (!student) return strange(query, identity.unknown(label));
    if (others.length > 0) return strange(query, identity.fits(label, this.idsOf(hits)), hits);
    const known = platformIdOf(student, platform);
    if (known === '') return { ...sure([student]), evidence: platform === 'plain' ? 'full' : 'name' };
    return strange(query, identity.otherNumber(label, known, platformId ?? ''), hits);
  }

  /** One key is as good as a name: where they point to two people it may be either. Two keys are more than a name. */
  private byKeys(query: Query): Match {
    const { platform, keys, names, label } = query;
    const { identity } = this.strings;
    const hits = keys.flatMap((key) => this.index.withKey(key));
    const keyed = [...new Set(hits)];
    const [student] = keyed;
    if (!student) return this.byName(query);
    const named = names.flatMap((name) => this.index.withName(name));
    if (keyed.length === 1 && (hits.length > 1 || named.includes(student))) return sure([student]);
    const candidates = [...new Set([...keyed, ...named])];
    if (candidates.length > 1)
      return strange(query, identity.fits(label, this.idsOf(candidates)), candidates);
    const [name] = platform === 'plain' || student.name === '' ? [] : names;
    if (name === undefined || namesAgree(name, student.name)) return sure([student]);
    return strange(query, identity.otherName(keys.join(' '), nameOf(student), name), keyed);
  }

  private idsOf(students: readonly Student[]): string {
    return this.strings.all(students.map(({ id }) => id));
  }
}

/** What is known about one of those who handed in. */
interface Query {
  platform: Submission['platform'];
  platformId: string | null;
  label: string;
  keys: string[];
  /** The name as written, then what may be left of it without a group's prefix. */
  names: string[];
  /** What would be a group's name, if it is one. */
  groupName: string | null;
  /** Who it is when nobody of the roster is. */
  stranger: Partial<Student>;
}

function queriesOf(submission: Submission): Query[] {
  const { platform, platformId, origin, submitters, taken } = submission;
  if (taken) return [{ ...takenQuery(taken), platform }];
  if (platform === 'plain' || (platform === 'gradescope' && submitters.length === 0))
    return [{ ...plainQuery(origin), platform }];
  if (platform === 'gradescope') return submitters.map((submitter) => submitterQuery(submitter, submission));
  const name = submitters[0]?.name ?? null;
  const label = name ?? platformId ?? origin;
  const names = name === null ? [] : platform === 'moodle' ? withoutPrefix(name) : [name];
  const id = name === null ? label : `${label}-${platformId}`;
  const own = { id, name: name ?? '', ...ownNumber(submission) };
  // A repository is called after its user, or its team.
  const groupName = platform === 'github' ? label : name;
  return [{ platform, platformId, label, keys: [], names, groupName, stranger: own }];
}

function plainQuery(origin: string): Omit<Query, 'platform'> {
  const own = { id: origin, name: origin };
  return {
    platformId: null,
    label: origin,
    keys: [origin],
    names: [origin],
    groupName: origin,
    stranger: own,
  };
}

/** The same class list may know a person by other keys; all of them have to point to one. */
function takenQuery(student: NonNullable<Submission['taken']>): Omit<Query, 'platform'> {
  const { id, name, email, username, idNumber } = student;
  const keys = [...new Set([id, email, username, idNumber])].filter((key) => key !== '');
  const names = [name || id];
  return { platformId: null, label: id, keys, names, groupName: null, stranger: student };
}

function submitterQuery(
  { name, email, sid }: Submission['submitters'][number],
  submission: Submission,
): Query {
  const { platform, platformId, origin } = submission;
  const label = name ?? email ?? sid ?? origin;
  const id = sid ?? email ?? `${label}-${platformId}`;
  const own = { id, name: name ?? '', email: email ?? '', idNumber: sid ?? '' };
  const keys = [sid, email].filter((key) => key !== null);
  const names = name === null ? [] : [name];
  return { platform, platformId: null, label, keys, names, groupName: null, stranger: own };
}

/** With separate groups Moodle writes `group-person`; either may have hyphens of its own. */
function withoutPrefix(name: string): string[] {
  return [name, ...[...name.matchAll(/-/g)].map(({ index }) => name.slice(index + 1))];
}

function ownNumber({ platform, platformId }: Submission): Partial<Student> {
  if (platform === 'moodle') return { moodleId: platformId ?? '' };
  if (isAnonymousId(platformId)) return { anonymousId: platformId! };
  if (platform === 'canvas') return { canvasId: platformId ?? '' };
  return platform === 'github' ? { username: platformId ?? '' } : {};
}

function sure(students: Student[]): Match {
  return { students, group: null, problems: [], perhaps: [], evidence: 'full' };
}

/** A row of its own. */
function strange(query: Query, problem?: string, perhaps: Student[] = []): Match {
  const student = { ...NOBODY, id: query.label, ...query.stranger };
  return { ...sure([student]), problems: problem === undefined ? [] : [problem], perhaps };
}

function nameOf({ id, name }: Student): string {
  return name === '' || name === id ? id : `${name} (${id})`;
}
