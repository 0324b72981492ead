import { onClock, type Instant } from '../class';
import { CollectProblem } from './collect-problem';
import type { Contents } from './contents';
import type { Choice, Commit } from './history';
import type { RemoteBranch } from './remote-branch';

/** What the choice of a commit leaves to know: what was not taken, and dates that cannot be right. */
export function choiceNotes(choice: Choice, zone: string): string[] {
  const { commit, made, later, besides, outOfOrder } = choice;
  const [last] = later;
  return [
    last &&
      `${counted(later.length, 'commit')} after the date not taken, the last ${shortHash(last)} of ${onClock(last.committed, zone)}`,
    besides.length > 0 &&
      `two lines of work, joined after the date: ${shortHash(commit!)} was taken, ${besides.map(shortHash).join(', ')} not`,
    outOfOrder.length > 0 && outOfOrderWords(outOfOrder, zone),
    commit &&
      made! > commit.committed &&
      `${shortHash(commit)} is dated ${onClock(commit.committed, zone)} and builds on one of ${onClock(made!, zone)}, which counts`,
    commit &&
      commit.authored > commit.committed &&
      `${shortHash(commit)} says that it was written at ${onClock(commit.authored, zone)}, after it was committed: one of its dates was set by hand`,
  ].filter((note) => typeof note === 'string');
}

function outOfOrderWords(commits: readonly Commit[], zone: string): string {
  const [first] = commits;
  return `${shortHash(first!)}, dated ${onClock(first!.committed, zone)}, builds on a commit after the date, so it was made after it: ${counted(commits.length, 'commit')} with such a date not taken`;
}

export interface NoCommitContext {
  until: Instant;
  zone: string;
  branch: RemoteBranch;
}

/** There are commits, and none of them in time. */
export function noCommit(
  { later, outOfOrder }: Choice,
  { until, zone, branch }: NoCommitContext,
): CollectProblem {
  const first = later.filter((commit) => !outOfOrder.includes(commit)).at(-1);
  const others = branch.others.length > 0 ? `; not read: ${branch.others.slice(0, 5).join(', ')}` : '';
  const begins = first ? `; the first is of ${onClock(first.committed, zone)}` : '';
  const what = `no commit in ${branch.name} until ${onClock(until, zone)} (${zone})${begins}${others}`;
  if (outOfOrder.length === 0) return new CollectProblem('no-commit', what);
  return new CollectProblem('out-of-order', `${what}; ${outOfOrderWords(outOfOrder, zone)}`);
}

/** What is not in the archive although it looks so. */
export function contentNotes({ pointers, submodules }: Contents): string[] {
  return [
    pointers.length > 0 &&
      `${namesOf(pointers)}: kept in Git LFS; what was collected is the pointer, not the content`,
    submodules.length > 0 && `${namesOf(submodules)}: a repository of its own (submodule), not collected`,
  ].filter((note) => typeof note === 'string');
}

/** A commit that is another one than at an earlier time after the date, and says that it was there before. */
export function replacedNote(earlier: { commit: string; asked: Instant }, zone: string): string {
  return `${earlier.commit.slice(0, HASH_LETTERS)} was the last commit before the date on ${onClock(earlier.asked, zone)}: what was taken now came later than its date says`;
}

function shortHash({ hash }: Commit): string {
  return hash.slice(0, HASH_LETTERS);
}

const HASH_LETTERS = 9;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
