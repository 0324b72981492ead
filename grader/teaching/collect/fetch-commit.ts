import fs from 'node:fs';
import path from 'node:path';
import type { Instant } from '../class';
import { CollectProblem } from './collect-problem';
import type { Git } from './git';
import { chooseCommit, readLog, type Choice } from './history';

/** How much history is fetched, as long as more could change the choice; then all of it. */
const DEPTHS = [10, 200, 5000];

/**
 * Fetches as little of a branch as tells its last commit until a date.
 * @param repository the folder of our own repository
 */
export async function fetchCommit(
  git: Git,
  { repository, branch, until }: { repository: string; branch: string; until: Instant | null },
): Promise<Choice> {
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
  const refspec = `+refs/heads/${branch}:refs/heads/collected`;
  for (const depth of [...DEPTHS, ALL]) {
    await deepen(
      git,
      [...fetch, ...depthOption(depth, repository), 'origin', refspec],
      [...fetch, 'origin', refspec],
    );
    const log = ['log', `--max-count=${MOST_COMMITS}`, '--format=%H %ct %at %P', 'refs/heads/collected'];
    const choice = chooseCommit(readLog(await git.text(log)), { until, edge: edgeOf(repository) });
    if (!choice.isOpen) return choice;
  }
  throw new CollectProblem('failed', 'its history cannot be read to the end');
}

const MOST_COMMITS = 100_000;
const ALL = Infinity;

function depthOption(depth: number, repository: string): string[] {
  if (depth !== ALL) return [`--depth=${depth}`];
  return isShallow(repository) ? ['--unshallow'] : [];
}

/** Plain web servers, which know nothing of git, give everything or nothing. */
async function deepen(git: Git, shallow: readonly string[], whole: readonly string[]): Promise<void> {
  try {
    await git.text(shallow);
  } catch (error) {
    const isDumb = error instanceof CollectProblem && /shallow capabilities/.test(error.message);
    if (!isDumb) throw error;
    await git.text(whole);
  }
}

function isShallow(repository: string): boolean {
  return edgeOf(repository).size > 0;
}

/** The commits at which git stopped to fetch. */
function edgeOf(repository: string): Set<string> {
  const file = path.join(repository, 'shallow');
  return new Set(fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []);
}
