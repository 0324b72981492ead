import type { Git } from './git';
import { CollectProblem } from './collect-problem';

export interface RemoteBranch {
  name: string;
  /** What the instructor may want to know about the choice. */
  notes: string[];
  /** The others that the repository has. */
  others: string[];
}

/**
 * The branch that is collected: the one that is asked for, else the repository's own default, else its only one.
 * @throws CollectProblem for an empty repository, and where there is no such branch
 */
export async function remoteBranch(git: Git, wanted: string | undefined): Promise<RemoteBranch> {
  const { head, branches } = readRefs(
    await git.text(['ls-remote', '--symref', 'origin', 'HEAD', 'refs/heads/*']),
  );
  const chosen = (name: string, notes: string[] = []) => ({
    name,
    notes,
    others: branches.filter((other) => other !== name),
  });
  if (branches.length === 0) throw new CollectProblem('empty', 'the repository is empty: nothing was pushed');
  if (wanted !== undefined) {
    if (branches.includes(wanted)) return chosen(wanted);
    throw new CollectProblem('no-branch', `there is no branch ${wanted}; there is ${listed(branches)}`);
  }
  if (head !== null && branches.includes(head)) return chosen(head);
  const [only, ...others] = branches;
  if (others.length === 0)
    return chosen(only!, [`the repository's default branch is not there; ${only} was taken, the only one`]);
  throw new CollectProblem(
    'no-branch',
    `the repository's default branch is not there; choose with --branch: ${listed(branches)}`,
  );
}

/** Names come from a server that may write anything. */
const BRANCH = /^refs\/heads\/((?!-)(?:(?!\.\.|@\{)[^\s\0-\x20\x7f~^:?*[\\])+)$/;

export function readRefs(text: string): { head: string | null; branches: string[] } {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const pointer = lines.find(([what, name]) => name === 'HEAD' && what!.startsWith('ref: '));
  const names = lines.map(([what, name]) => (/^[0-9a-f]{40,64}$/.test(what!) ? branchIn(name) : null));
  return {
    head: branchIn(pointer?.[0]?.slice('ref: '.length)),
    branches: names.filter((name) => name !== null),
  };
}

function branchIn(ref: string | undefined): string | null {
  return BRANCH.exec(ref ?? '')?.[1] ?? null;
}

function listed(branches: readonly string[]): string {
  const shown = branches.slice(0, MOST_NAMES).join(', ');
  return branches.length > MOST_NAMES ? `${shown} and ${branches.length - MOST_NAMES} more` : shown;
}

const MOST_NAMES = 5;
