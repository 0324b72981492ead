export { initCourse } from './init-course';
export { newAssignment, TEMPLATES, type TemplateName } from './new-assignment';
