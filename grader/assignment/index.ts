export { assignmentIds, loadAssignment, type Assignment } from './assignment';
export { referenceFiles } from './hidden';
export { assignmentSpec, declarationSpec, hiddenSpec, type AssignmentSpec } from './spec';
export { lineOf, readAuthorYaml } from './yaml-file';
