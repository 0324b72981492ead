import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markup, renderPage, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import { formatPoints } from '@boletim/grader/reporters';
import { spreadOf } from '../../class';
import { termStringsOf, type TermStrings } from '../i18n';
import type { TermBook } from '../term-book';
import { attentionSection, distributionSection, madeSection } from './sections';
import { studentsSection } from './students';

/**
 * term.html: a term on one self-contained page, with a line for each student. It shows names, so it is not for students.
 * The same classes give the same bytes.
 */
export function termHtml(book: TermBook): string {
  const strings = termStringsOf(book.lang);
  return renderPage({
    lang: book.lang,
    title: oneLine(book.term.spec.title),
    skipTo: strings.skipToStudents,
    css: readFileSync(path.join(__dirname, 'term.css'), 'utf8'),
    header: header(book, strings),
    main: markup`${attentionSection(book, strings)} ${distributionSection(book, strings)}
      ${madeSection(book, strings)} ${studentsSection(book, strings)}`,
  });
}

function header({ term, rows }: TermBook, strings: TermStrings): Markup {
  const totals = rows.flatMap(({ total }) => total ?? []);
  const spread = spreadOf(totals);
  const verdict = spread
    ? strings.termVerdict(rows.length, term.assignments.length, totals.length)
    : strings.noTotals;
  return markup`<div class="title">
      <p class="eyebrow">${strings.gradeBook} · ${strings.instructorCopy}</p>
      <h1>${oneLine(term.spec.title)}</h1>
    </div>
    ${spread && median(spread.median, term.spec.points, strings)}
    <p class="verdict">${verdict}</p>`;
}

function median(value: number, points: number, strings: TermStrings): Markup {
  const [shown, of] = [formatPoints(value, strings), formatPoints(points, strings)];
  return markup`<p class="score">
      <span class="hear">${strings.medianTotal(shown, of)}</span>
      <span aria-hidden="true"><b>${shown}</b><i>/ ${of}</i></span>
    </p>`;
}
