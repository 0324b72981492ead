export { askedFiles } from './asked-files';
export { assignmentIds, usualAssignment } from './ids';
export { loadAssignment } from './load';
export type { Assignment, Question } from './assignment';
export { referenceFiles } from './hidden';
export { assignmentSpec, declarationSpec, hiddenSpec, type AssignmentSpec } from './spec';
export { describeProblem, lineOf, parseYaml, readAuthorYaml } from './yaml-file';
