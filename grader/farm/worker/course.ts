import type { Assignment } from '@boletim/grader/assignment';
import { canonicalJson, type GradedWork } from '@boletim/grader/receipt';
import type { SandboxMode } from '@boletim/grader/report';
import { assignmentDigest, Reference, resultEnvironment } from '@boletim/grader/run';
import { queueName } from '../queue/names';

/** One assignment as this machine grades it. */
export interface Course {
  assignment: Assignment;
  sandbox: SandboxMode;
  device: string;
  /** Shared by all submissions, as in a class. */
  reference: Reference;
  /** Without what each job says itself: seed and type check. */
  work: Omit<GradedWork, 'submission'>;
}

export function holdCourse(
  assignment: Assignment,
  { sandbox, device }: { sandbox: SandboxMode; device: string },
): Course {
  const environment = resultEnvironment({ sandbox, device, typeCheck: false });
  return {
    assignment,
    sandbox,
    device,
    reference: new Reference({ assignment, sandbox, device }),
    work: { assignment: assignmentDigest(assignment), environment },
  };
}

/** The queue in which jobs of this course with one label lie. */
export function queueOfCourse({ assignment, work }: Course, label: string): string {
  return queueName(assignment.spec.id, work, label);
}

/** Whether a job is for exactly this course, program and environment. */
export function holdsWork({ work }: Course, asked: GradedWork): boolean {
  return canonicalJson(fixedPart(work)) === canonicalJson(fixedPart(asked));
}

function fixedPart({ assignment, environment }: Omit<GradedWork, 'submission'>): unknown {
  const { seed: _, typeCheck: __, ...fixed } = environment;
  return { assignment, fixed };
}
