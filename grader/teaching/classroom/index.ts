export { asQuestions } from './as-questions';
export { comparePoints } from './compare-points';
export { readAutograding } from './read-autograding';
