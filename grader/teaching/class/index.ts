export { comparisonText, compareClasses, type Comparison } from './compare';
export { gradeClass, type ClassOptions, type ClassProgress, type ClassResult } from './grade-class';
export { progressDisplay } from './progress';
export { readReviews } from './reviews';
export { parseRequestsCsv } from './requests';
export { parseRoster } from './roster';
