import type { Assignment } from '../../../assignment';
import { NO_DECLARATION } from '../../../submission/no-declaration';
import type { SubmittedFiles } from '../../../submission';
import { DEFAULT_SEED } from '../../../suite/random';
import { sha256 } from '../../../system/digest';
import type { Work } from '../../../teaching/class';
import { holdCourse, type Course } from '../../worker/course';
import { sandbox } from './farm';

/** An assignment as the workers of tests hold it. */
export function held(assignment: Assignment): Course {
  return holdCourse(assignment, { sandbox, device: 'cpu' });
}

/** A submission of one file as it is asked for; another text is another submission. */
export function workOf(assignment: Assignment, text: string): Work {
  const files = new Map([['src/mean.ts', text]]);
  const nothing = { missing: [], lookAlikes: [], ignored: [], notes: [], declaration: NO_DECLARATION };
  const submitted: SubmittedFiles = { files, problems: new Map(), ...nothing, digest: sha256(text) };
  const { work } = held(assignment);
  const environment = { ...work.environment, typeCheck: false, seed: DEFAULT_SEED };
  return { assignment, submitted, key: { ...work, environment, submission: submitted.digest } };
}
