import { Argument } from 'commander';
import { assignmentIds } from '../assignment/assignment';

const USUAL = 'cnn';

/** The argument `[assignment]` of a command: by default the CNN lab, or the first where a folder does not have it. */
export function assignmentArgument(): Argument {
  const ids = assignmentIds();
  const fallback = ids.includes(USUAL) ? USUAL : (ids[0] ?? USUAL);
  return new Argument('[assignment]', `which assignment: ${ids.join(', ')}`).default(fallback);
}
