import { oneLine } from '@boletim/grader/report';
import type { Notice } from '../queue/wanted';
import type { Course } from './course';

/** Why jobs that wait are not for this worker: a sentence for each queue that it does not listen to. */
export function unmetSentences(
  notices: readonly Notice[],
  held: { courses: readonly Course[]; queues: readonly string[] },
): string[] {
  return notices
    .filter(({ name }) => !held.queues.includes(name))
    .map((notice) => {
      const course = held.courses.find(({ assignment }) => assignment.spec.id === notice.assignment);
      const why = course ? differences(notice, course) : 'this worker does not hold the assignment';
      return oneLine(`Submissions of ${notice.assignment} wait that are not for this worker: ${why}.`, 500);
    });
}

function differences({ digest, environment, label }: Notice, { work }: Course): string {
  const reasons: string[] = [];
  if (digest !== work.assignment)
    reasons.push('they want other suites, fixtures or hidden tests (compare the checkouts, and --hidden)');
  for (const [name, what] of Object.entries(PARTS)) {
    const [wanted, here] = [environment[name], work.environment[name]];
    if (wanted !== here)
      reasons.push(
        name === 'code' ? what : `they want ${what} ${String(wanted)}, here it is ${String(here)}`,
      );
  }
  if (reasons.length === 0 && label !== '') reasons.push(`they want a worker with --labels ${label}`);
  return reasons.join('; ') || 'they want something else';
}

const PARTS: Record<string, string> = {
  code: 'they want another version of this program',
  node: 'Node',
  platform: 'the platform',
  device: 'the device',
  sandbox: 'the sandbox',
};
