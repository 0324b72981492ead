import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markup, type Markup } from '../../report/html/markup';
import { renderPage } from '../../report/html/page';
import { oneLine } from '../../report/text';
import { hasScore, type ClassAssignment, type ClassRow } from '../class-row';
import { formatPoints } from '../csv';
import {
  attentionSection,
  commonFailuresSection,
  declarationsSection,
  distributionSection,
  hardestTestsSection,
  studentsSection,
} from './sections';
import { spreadOf } from './statistics';

/**
 * summary.html: one self-contained page about a class for its teacher. It shows hidden tests and names, so it is not
 * for students. Says nothing about when it was made: the same results give the same bytes.
 */
export function summaryHtml(rows: readonly ClassRow[], assignment: ClassAssignment): string {
  // One report for each submission, so that a group counts once.
  const reports = [
    ...new Map(rows.flatMap(({ origin, report }) => (report ? [[origin, report] as const] : []))).values(),
  ];
  return renderPage({
    lang: 'en',
    title: `${assignment.title}: the class`,
    skipTo: 'Skip to the distribution',
    css: readFileSync(path.join(__dirname, 'summary.css'), 'utf8'),
    header: header(rows, assignment),
    main: markup`${attentionSection(rows)} ${distributionSection(rows)} ${hardestTestsSection(reports)}
      ${commonFailuresSection(reports)} ${declarationsSection(reports)} ${studentsSection(rows)}`,
  });
}

function header(rows: readonly ClassRow[], assignment: ClassAssignment): Markup {
  const scored = rows.filter(hasScore);
  const spread = spreadOf(scored.map(({ grade }) => grade.score));
  const show = (value: number) => formatPoints(Math.round(value * 100) / 100);
  return markup`<div class="title">
      <p class="eyebrow">Class summary · teacher's copy</p>
      <h1>${oneLine(assignment.title)}</h1>
      <p class="byline"><bdi>${assignment.id}</bdi> <span>version ${assignment.version}</span></p>
    </div>
    ${
      spread &&
      markup`<p class="score">
        <span class="hear">Median score: ${show(spread.median)} of ${show(scored[0]!.grade.maxScore)} points</span>
        <span aria-hidden="true"><b>${show(spread.median)}</b><i>/ ${show(scored[0]!.grade.maxScore)}</i></span>
      </p>`
    }
    <p class="verdict">${verdict(rows, spread ? `median of ${scored.length} scores` : 'no scores yet')}</p>`;
}

function verdict(rows: readonly ClassRow[], median: string): string {
  const count = (outcome: ClassRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const parts = [
    [count('graded'), 'graded'],
    [count('not-gradable'), 'not gradable'],
    [count('no-submission'), 'without a submission'],
    [count('grader-fault'), 'lost to a fault of the grader'],
  ] as const;
  const shown = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${rows.length} students: ${shown.join(', ')}. Above: ${median}.`;
}
