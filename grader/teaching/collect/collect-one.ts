import path from 'node:path';
import { inTemporaryFolder } from '@boletim/grader/system';
import type { Instant } from '../class';
import type { Address } from './address';
import { choiceNotes, contentNotes, noCommit } from './collect-words';
import { contentsOf } from './contents';
import { fetchCommit } from './fetch-commit';
import { Git, type GitLimits } from './git';
import type { Commit } from './history';
import { writeOwnRepository } from './own-repository';
import { packCommit } from './pack-commit';
import { remoteBranch } from './remote-branch';

export interface CollectOneOptions {
  address: Address;
  branch: string | undefined;
  /** The last minute that counts; null for whatever is there now. */
  until: Instant | null;
  zone: string;
  /** The archive to write. */
  file: string;
  limits: GitLimits;
}

export interface Collected {
  commit: Commit;
  /** When it was made: its own time, or a later one of what it builds on. */
  made: Instant;
  branch: string;
  sha256: string;
  notes: string[];
}

/**
 * Fetches one repository and writes the files of its last commit until a date.
 * @throws CollectProblem with why there is nothing
 */
export function collectOne(options: CollectOneOptions): Promise<Collected> {
  const { address, until, zone, file, limits } = options;
  return inTemporaryFolder('git', async (repository) => {
    writeOwnRepository(repository, address);
    const git = new Git(repository, address, limits);
    const branch = await remoteBranch(git, options.branch);
    const choice = await fetchCommit(git, { repository, branch: branch.name, until });
    if (!choice.commit) throw noCommit(choice, { until: until!, zone, branch });
    const contents = await contentsOf(git, choice.commit.hash);
    const sha256 = await packCommit(git, choice.commit.hash, path.resolve(file));
    const notes = [...branch.notes, ...choiceNotes(choice, zone), ...contentNotes(contents)];
    return { commit: choice.commit, made: choice.made!, branch: branch.name, sha256, notes };
  });
}
