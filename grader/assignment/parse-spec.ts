import { assignmentSpec, hiddenSpec } from './spec';
import { readAuthorYaml } from './yaml-file';

/** Reads assignment.yaml or hidden.yaml against its schema; every problem becomes one line of an AuthorError. */
export function parseSpec(file: string, kind: 'assignment' | 'hidden'): unknown {
  return kind === 'assignment' ? readAuthorYaml(file, assignmentSpec) : readAuthorYaml(file, hiddenSpec);
}
