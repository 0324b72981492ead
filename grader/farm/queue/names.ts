import { canonicalJson, type GradedWork } from '@boletim/grader/receipt';
import { sha256 } from '@boletim/grader/system';

/**
 * The queue of one assignment as one program grades it. Workers of other suites, another program or another version
 * of Node listen elsewhere, so no job can reach them.
 */
export function queueName(assignmentId: string, work: Omit<GradedWork, 'submission'>, label: string): string {
  const { seed: _, typeCheck: __, ...environment } = work.environment;
  const digest = sha256(canonicalJson({ assignment: work.assignment, environment, label }));
  return `boletim-${assignmentId}-${digest.slice(0, 24)}`;
}

/** One submission's job in its queue: whatever gives the same result is the same job. */
export function jobId(work: GradedWork): string {
  return `result-${sha256(canonicalJson(work))}`;
}

/** Where those who wait say what they wait for; nothing is ever taken out of it to be worked on. */
export const WANTED_QUEUE = 'boletim-wanted';
