export { canvasCsv, type CanvasOptions } from './canvas';
export { gradebookWarnings, type GradebookFile } from './gradebook-file';
export { gradesCsv } from './grades';
export { moodleImportCsv } from './moodle-import';
export { fillMoodleWorksheet } from './moodle-worksheet';
