import { Argument } from 'commander';
import { assignmentIds, usualAssignment } from '../assignment/ids';

/** The argument `[assignment]` of a command. */
export function assignmentArgument(): Argument {
  const ids = assignmentIds();
  return new Argument('[assignment]', `which assignment: ${ids.join(', ')}`).default(usualAssignment());
}
