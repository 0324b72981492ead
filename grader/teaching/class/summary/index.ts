import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatPoints, type Lang } from '@boletim/grader/reporters';
import { markup, type Markup, renderPage } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import { hasScore, type ClassAssignment, type ClassRow } from '../class-row';
import { beforeAfterSection } from './before-after-section';
import { declarationsSection } from './declarations-section';
import type { EarlierClass } from './earlier';
import { commonFailuresSection } from './failures-section';
import { gradedSubmissions, questionTable, testTable } from './graded-submissions';
import { groupsSection } from './groups-section';
import { summaryStringsOf, type SummaryStrings } from './i18n';
import { analyseItems, type ItemAnalysis } from './items';
import { itemsSection } from './items-section';
import { mistakesSection } from './mistakes-section';
import {
  attentionSection,
  distributionSection,
  expectationsSection,
  hardestTestsSection,
  studentsSection,
} from './sections';
import { spreadOf } from './statistics';

export interface SummaryOptions {
  assignment: ClassAssignment;
  lang: Lang;
  /** An earlier run, to set beside this one. */
  earlier?: EarlierClass | null | undefined;
}

/**
 * summary.html: one self-contained page about a class for its teacher. It shows hidden tests and names, so it is not
 * for students. Says nothing about when it was made: the same results give the same bytes.
 */
export function summaryHtml(
  rows: readonly ClassRow[],
  { assignment, lang, earlier }: SummaryOptions,
): string {
  const strings = summaryStringsOf(lang);
  const submissions = gradedSubmissions(rows);
  const reports = submissions.map(({ report }) => report);
  return renderPage({
    lang,
    title: strings.pageTitle(assignment.title),
    skipTo: strings.skipToDistribution,
    css: readFileSync(path.join(__dirname, 'summary.css'), 'utf8'),
    header: header(rows, assignment, strings),
    main: markup`${attentionSection(rows, strings)} ${expectationsSection(rows, strings)}
      ${distributionSection(rows, strings)}
      ${earlier && beforeAfterSection({ earlier, rows, reports }, strings)} ${groupsSection(rows, strings)}
      ${hardestTestsSection(reports, strings)} ${mistakesSection({ submissions, rows }, strings)}
      ${commonFailuresSection({ submissions, rows }, strings)}
      ${itemsSection(itemAnalyses(rows), strings)} ${declarationsSection(submissions, strings)}
      ${studentsSection(rows, strings)}`,
  });
}

/** Difficulty, discrimination and agreement of tests and of questions. */
export function itemAnalyses(rows: readonly ClassRow[]): { tests: ItemAnalysis; questions: ItemAnalysis } {
  const submissions = gradedSubmissions(rows);
  return {
    tests: analyseItems(testTable(submissions)),
    questions: analyseItems(questionTable(submissions)),
  };
}

function header(rows: readonly ClassRow[], assignment: ClassAssignment, strings: SummaryStrings): Markup {
  const scored = rows.filter(hasScore);
  const spread = spreadOf(scored.map(({ grade }) => grade.score));
  return markup`<div class="title">
      <p class="eyebrow">${strings.classSummary} · ${strings.instructorCopy}</p>
      <h1>${oneLine(assignment.title)}</h1>
      <p class="byline"><bdi>${assignment.id}</bdi> <span>${strings.version(assignment.version)}</span></p>
    </div>
    ${spread && medianScore(spread.median, scored[0]!.grade.maxScore, strings)}
    <p class="verdict">${verdict(rows, scored.length, strings)}</p>`;
}

function medianScore(median: number, maxScore: number, strings: SummaryStrings): Markup {
  const [shown, max] = [formatPoints(median, strings), formatPoints(maxScore, strings)];
  return markup`<p class="score">
      <span class="hear">${strings.medianScore(shown, max)}</span>
      <span aria-hidden="true"><b>${shown}</b><i>/ ${max}</i></span>
    </p>`;
}

function verdict(rows: readonly ClassRow[], scores: number, strings: SummaryStrings): string {
  if (rows.length === 0) return strings.nobodyInClass;
  const count = (outcome: ClassRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const outcomes = OUTCOMES.filter((outcome) => count(outcome) > 0).map((outcome) =>
    strings.outcomes[outcome](count(outcome)),
  );
  const median = scores === 0 ? strings.noScores : strings.medianOf(scores);
  return strings.verdict(rows.length, outcomes.join(', '), median);
}

const OUTCOMES = ['graded', 'not-gradable', 'no-submission', 'grader-fault'] as const;
