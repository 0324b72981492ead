import fs from 'node:fs/promises';
import path from 'node:path';
import { reporters, type Lang } from '@boletim/grader/reporters';
import type { Report } from '@boletim/grader/report';
import { classRecord } from './class-record';
import type { ClassAssignment, ClassRow } from './class-row';
import {
  canvasCsv,
  fillMoodleWorksheet,
  gradebookWarnings,
  gradesCsv,
  moodleImportCsv,
  type GradebookFile,
} from './gradebook';
import { commentHtml } from './comment-html';
import { keepHandIn } from './hand-ins';
import { classStringsOf } from './i18n';
import { reviewedReport } from './reviewed-report';
import { itemAnalyses, summaryHtml } from './summary';
import type { EarlierClass } from './summary/earlier';
import { itemsCsv } from './summary/items-csv';
import { writeFileAtomically } from '@boletim/grader/system';

export interface StudentOutputOptions {
  /** The output folder of the class. */
  out: string;
  lang: Lang;
  /** Whether grades are out: students then see the tests that wait for release. */
  released: boolean;
}

/**
 * Writes one student's files: students/<slug>/ is what may be handed out, instructor/<slug>.* is the teacher's copy
 * with everything in it. Without a report a student's old files are removed, unless it is the grader that failed.
 */
export async function writeStudent(
  row: ClassRow,
  { out, lang, released }: StudentOutputOptions,
): Promise<void> {
  const own = path.join(out, 'students', row.slug);
  const teacher = path.join(out, 'instructor', row.slug);
  if (row.outcome === 'grader-fault') return;
  if (!row.report) {
    const stale = [own, `${teacher}.json`, `${teacher}.html`];
    await Promise.all(stale.map((file) => fs.rm(file, { recursive: true, force: true })));
    return;
  }
  const named = {
    ...row.report,
    submission: { ...row.report.submission, name: row.student.name || row.student.id },
  };
  const { grade, files } = row;
  const forStudent = reviewedReport(named, { grade, files, student: { released }, lang });
  const forTeacher = reviewedReport(named, { grade, files, student: null, lang });
  await keepHandIn(out, row);
  await writePair(path.join(own, 'report'), forStudent, { lang, audience: 'student', released });
  await writePair(teacher, forTeacher, { lang, audience: 'instructor', released });
}

/** Rendering is skipped when the JSON beside it and the language have not changed: a repeated run is quick. */
async function writePair(
  stem: string,
  report: Report,
  options: { lang: Lang; audience: 'student' | 'instructor'; released: boolean },
): Promise<void> {
  const json = reporters.json(report, options);
  const known = await fs.readFile(`${stem}.json`, 'utf8').catch(() => undefined);
  const page = await fs.readFile(`${stem}.html`, 'utf8').catch(() => '');
  if (known === json && page.includes(`<html lang="${options.lang}">`)) return;
  await writeFileAtomically(`${stem}.html`, reporters.html(report, { ...options, comment: commentHtml }));
  await writeFileAtomically(`${stem}.json`, json);
}

export interface ClassOutputOptions {
  out: string;
  lang: Lang;
  /** Whether grades are out. */
  released: boolean;
  assignment: ClassAssignment;
  /** Title of the Canvas column, `Title (123)`; the assignment's title by default. */
  canvasColumn?: string | undefined;
  /** The worksheet downloaded from Moodle, to be filled. */
  worksheet?: { text: string; file: string } | undefined;
  /** An earlier run, to set beside this one. */
  earlier?: EarlierClass | null | undefined;
}

/** What writeClass writes, where there is something to write. */
export const CLASS_FILES = [
  'grades.csv',
  'canvas.csv',
  'moodle.csv',
  'moodle-worksheet.csv',
  'summary.html',
  'class.json',
] as const;

/**
 * Writes what concerns the whole class: grades.csv, canvas.csv, moodle.csv, the filled worksheet, items.csv,
 * summary.html and class.json. Returns warnings about students that a gradebook will not get.
 */
export async function writeClass(rows: readonly ClassRow[], options: ClassOutputOptions): Promise<string[]> {
  const { out, lang, assignment, worksheet, canvasColumn } = options;
  const strings = classStringsOf(lang);
  const pointsPossible = rows[0]?.grade.maxScore ?? 0;
  const gradebooks: Record<string, GradebookFile> = {
    'canvas.csv': canvasCsv(rows, {
      column: canvasColumn ?? assignment.title,
      pointsPossible,
      lang,
    }),
    'moodle.csv': moodleImportCsv(rows, { gradeTitle: assignment.title, lang }),
    ...(worksheet && {
      'moodle-worksheet.csv': fillMoodleWorksheet(worksheet.text, rows, { file: worksheet.file, lang }),
    }),
  };
  const files: Record<string, string> = {
    'grades.csv': gradesCsv(rows, strings),
    'items.csv': itemsCsv(itemAnalyses(rows)),
    'summary.html': summaryHtml(rows, options),
    'class.json': `${JSON.stringify(classRecord(rows, options), null, 2)}\n`,
  };
  for (const [name, { text }] of Object.entries(gradebooks)) {
    if (text === null) await fs.rm(path.join(out, name), { force: true });
    else files[name] = text;
  }
  for (const [name, text] of Object.entries(files)) await writeFileAtomically(path.join(out, name), text);
  return Object.entries(gradebooks).flatMap(([name, file]) => gradebookWarnings(name, file, strings));
}
