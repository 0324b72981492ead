import { formatDecimal, formatDuration, formatMoment } from '../format';
import type { DeclarationReport, Report } from '../report';
import { oneLine, plainText } from '../text';
import { html, type Markup } from './safe-html';
import { factList, type View } from './view';

/** What costs no points and is worth reading: warnings, files, and mistakes of the course. */
export function notesSection(report: Report, { strings }: View): Markup {
  const lists: [title: string, items: string[]][] = [
    [strings.authorErrors, report.authorErrors],
    [strings.missingFiles, report.submission.missing],
    [strings.ignoredFiles, report.submission.ignored],
    [strings.warnings, report.warnings],
  ];
  const shown = lists.filter(([, items]) => items.length > 0);
  return html`${shown.map(
    ([title, items], index) =>
      html`<section class="notes" aria-labelledby="notes-${index}">
        <h2 id="notes-${index}">${title}</h2>
        <ul>
          ${items.map((item) => html`<li dir="auto">${plainText(item, 1000)}</li>`)}
        </ul>
      </section>`,
  )}`;
}

/** What the student said about the work. */
export function declarationSection(
  { status, values, problems }: DeclarationReport,
  { strings }: View,
): Markup {
  const number = (value: number | null): string =>
    value === null ? strings.notGiven : formatDecimal(value, 2, strings);
  const text = (value: string | null): string => (value ? plainText(value, 4000) : strings.notGiven);
  return html`<section class="declaration" aria-labelledby="declaration-title">
    <h2 id="declaration-title">${strings.declaration}</h2>
    ${status === 'missing' && html`<p class="note">${strings.declarationMissing}</p>`}
    ${
      status === 'invalid' &&
      html`<p class="note">${strings.declarationInvalid}</p>
        <ul>
          ${problems.map((problem) => html`<li dir="auto">${plainText(problem, 1000)}</li>`)}
        </ul>`
    }
    ${
      values &&
      factList([
        [strings.hours, number(values.hours)],
        [strings.difficulty, number(values.difficulty)],
        [strings.expectedGrade, number(values.expectedGrade)],
        [strings.llmUse, text(values.llmUse)],
        [strings.comments, text(values.comments)],
      ])
    }
  </section>`;
}

/** With what, on what and when: enough to grade the same again. */
export function environmentSection(report: Report, { strings }: View): Markup {
  const { assignment, submission, environment } = report;
  return html`<section class="environment" aria-labelledby="environment-title">
    <h2 id="environment-title">${strings.environment}</h2>
    ${factList([
      [strings.gradedAt, formatMoment(report.startedAt, strings)],
      [strings.testsTook, formatDuration(report.durationMs, strings)],
      [strings.assignmentVersion, withDigest(`${assignment.id} ${assignment.version}`, assignment.digest)],
      [strings.submission, withDigest(submission.name, submission.digest)],
      [strings.device, oneLine(environment.device ?? strings.none)],
      [strings.sandbox, environment.sandbox],
      ['Node.js', oneLine(`${environment.node}, ${environment.platform}`)],
      [strings.seed, environment.seed === null ? null : String(environment.seed)],
    ])}
  </section>`;
}

/** Twelve digits tell two versions apart; report.json has all of them. */
function withDigest(name: string, digest: string): Markup {
  return html`${oneLine(name)} <code>${oneLine(digest.replace(/^sha256[:-]/, '')).slice(0, 12)}</code>`;
}
