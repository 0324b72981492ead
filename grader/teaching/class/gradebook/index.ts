export { canvasCsv, canvasGrade, canvasTable, type CanvasColumn } from './canvas';
export { gradebookWarnings, type GradebookFile } from './gradebook-file';
export { gradesCsv } from './grades';
export { moodleImportCsv, moodleTable, type MoodleColumn } from './moodle-import';
export { fillMoodleWorksheet } from './moodle-worksheet';
