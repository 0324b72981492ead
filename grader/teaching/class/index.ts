export { comparisonText, compareClasses, type Comparison } from './compare';
export { gradeClass, type ClassOptions, type ClassProgress, type ClassResult } from './grade-class';
export { progressDisplay } from './progress';
export { readReviews } from './reviews';
export { parseRoster, type Student } from './roster';
export { settleSettings, type ClassSettings } from './class-settings';
export { withGroups } from './groups';
export { previousRun } from './previous-run';
