import { hoursBetween, type Instant } from '../class';

/** One commit as its text has it. Both times are what the machine that made it said. */
export interface Commit {
  hash: string;
  committed: Instant;
  authored: Instant;
  parents: string[];
}

/** Reads `git log --format=%H %ct %at %P`. */
export function readLog(text: string): Commit[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', committed, authored, ...parents] = line.split(' ');
      return {
        hash,
        committed: instant(committed),
        authored: instant(authored),
        parents: parents.filter(Boolean),
      };
    });
}

/** Beyond year 9999 and before 1970 no clock is right. */
function instant(seconds: string | undefined): Instant {
  const number = Math.min(Math.max(Number(seconds) || 0, 0), 253_402_300_799);
  return `${new Date(number * 1000).toISOString().slice(0, 19)}Z`;
}

export interface Choice {
  /** The last commit before the date; null when there is none, as far as is known. */
  commit: Commit | null;
  /** When it was made at the earliest: not before any that it builds on, whatever it says. Null without one. */
  made: Instant | null;
  /** Those that were made after the date, the latest first. */
  later: Commit[];
  /** Last commits before the date that another line of work has, joined with this one after it. */
  besides: Commit[];
  /** Those that are dated before the date and came after one that is not. */
  outOfOrder: Commit[];
  /** Whether what is not known yet could change the choice. */
  isOpen: boolean;
}

/**
 * Chooses the last commit until a date. A commit comes after those that it builds on, so one that is dated before the
 * date counts as later when it builds on a later one.
 * @param known the commits that were fetched, of which the first is the branch's last
 * @param edge those whose parents were not fetched
 */
export function chooseCommit(
  known: readonly Commit[],
  { until, edge }: { until: Instant | null; edge: ReadonlySet<string> },
): Choice {
  const byHash = new Map(known.map((commit) => [commit.hash, commit]));
  const late = lateCommits(known, until);
  const inTime = (hash: string) => byHash.has(hash) && !late.has(hash);
  const later = known.filter(({ hash }) => late.has(hash));
  const [tip] = known;
  const ends = tip && !late.has(tip.hash) ? [tip] : lastInTime(later, { byHash, inTime });
  const [commit = null, ...besides] = ends;
  return {
    commit,
    made: commit && latestOf(ancestry(commit, byHash)),
    later: later.sort(newestFirst),
    besides,
    outOfOrder: later.filter(({ committed }) => !isAfter(committed, until)),
    isOpen: later.some(({ hash }) => edge.has(hash)),
  };
}

/** Those after the date by their own time, and all that build on them. */
function lateCommits(known: readonly Commit[], until: Instant | null): Set<string> {
  const children = new Map<string, string[]>();
  for (const { hash, parents } of known)
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), hash]);
  const late = new Set<string>();
  const queue = known.filter(({ committed }) => isAfter(committed, until)).map(({ hash }) => hash);
  for (let hash = queue.pop(); hash !== undefined; hash = queue.pop()) {
    if (late.has(hash)) continue;
    late.add(hash);
    queue.push(...(children.get(hash) ?? []));
  }
  return late;
}

/** A commit and all that it builds on, as far as they were fetched. */
function ancestry(commit: Commit, byHash: ReadonlyMap<string, Commit>): Commit[] {
  const found = new Set<Commit>();
  const queue = [commit];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...next.parents.flatMap((hash) => byHash.get(hash) ?? []));
  }
  return [...found];
}

function latestOf(commits: readonly Commit[]): Instant {
  return commits.map(({ committed }) => committed).reduce((latest, next) => (next > latest ? next : latest));
}

interface Lookup {
  byHash: ReadonlyMap<string, Commit>;
  inTime(hash: string): boolean;
}

/** Parents of late commits that are in time themselves, without those on which another of them builds. */
function lastInTime(later: readonly Commit[], { byHash, inTime }: Lookup): Commit[] {
  const hashes = [...new Set(later.flatMap(({ parents }) => parents.filter(inTime)))];
  const ends = hashes.map((hash) => byHash.get(hash)!).sort(newestFirst);
  if (ends.length < 2) return ends;
  const below = new Set(ends.flatMap((end) => ancestry(end, byHash).filter((one) => one !== end)));
  return ends.filter((end) => !below.has(end));
}

/** As class counts: what is begun of a minute does not. */
function isAfter(moment: Instant, until: Instant | null): boolean {
  return until !== null && hoursBetween(until, moment) > 0;
}

function newestFirst(a: Commit, b: Commit): number {
  return a.committed < b.committed ? 1 : a.committed > b.committed ? -1 : 0;
}
