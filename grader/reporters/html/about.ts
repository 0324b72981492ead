import { formatDecimal, formatDuration, formatMoment } from '../format';
import type { DeclarationReport, Report } from '../../report/report';
import { oneLine, plainText } from '../../report/text';
import { markup, type Markup } from '../../html/markup';
import { factList, type View } from './view';

/** What costs no points and is worth reading: mistakes of the course apart, then warnings and files. */
export function notesSection(report: Report, { strings }: View): Markup {
  const { missing, ignored } = report.submission;
  const parts = [
    list(report.warnings),
    missing.length > 0 && markup`<h3>${strings.missingFiles}</h3>${list(missing)}`,
    ignored.length > 0 && markup`<h3>${strings.ignoredFiles}</h3>${list(ignored)}`,
  ];
  return markup`
    ${report.authorErrors.length > 0 && notes('course-notes', strings.authorErrors, list(report.authorErrors))}
    ${parts.some((part) => part) && notes('notes', strings.warnings, markup`${parts}`)}`;
}

function notes(id: string, title: string, content: Markup | false): Markup {
  return markup`<section class="notes" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

function list(items: readonly string[]): Markup | false {
  if (items.length === 0) return false;
  const shown = items.slice(0, MOST_ITEMS).map((item) => plainText(item, 500));
  const more = items.length > MOST_ITEMS ? [`… (+${items.length - MOST_ITEMS})`] : [];
  return markup`<ul>${[...shown, ...more].map((item) => markup`<li dir="auto">${item}</li>`)}</ul>`;
}

const MOST_ITEMS = 20;

/** What the student said about the work. */
export function declarationSection(
  { status, values, problems }: DeclarationReport,
  { strings }: View,
): Markup {
  const number = (value: number | null): string =>
    value === null ? strings.notGiven : formatDecimal(value, 2, strings);
  const text = (value: string | null): string => (value ? plainText(value, 4000) : strings.notGiven);
  return markup`<section class="declaration" aria-labelledby="declaration-title">
    <h2 id="declaration-title">${strings.declaration}</h2>
    ${status === 'missing' && markup`<p class="note">${strings.declarationMissing}</p>`}
    ${
      status === 'invalid' &&
      markup`<p class="note">${strings.declarationInvalid}</p>
        ${list(problems)}`
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
  const { bounds = null } = environment;
  return markup`<section class="environment" aria-labelledby="environment-title">
    <details class="folded">
      <summary><h2 id="environment-title">${strings.environment}</h2></summary>
    ${factList([
      [strings.gradedAt, formatMoment(report.startedAt, strings)],
      [strings.testsTook, formatDuration(report.durationMs, strings)],
      [strings.assignmentVersion, withDigest(`${assignment.id} ${assignment.version}`, assignment.digest)],
      [strings.submission, withDigest(oneLine(submission.name, 80), submission.digest)],
      [strings.device, oneLine(environment.device ?? strings.none)],
      [strings.sandbox, environment.sandbox],
      [strings.memoryBoundedBy, bounds && strings.boundedBy[bounds.memory]],
      [strings.processesBoundedBy, bounds && strings.boundedBy[bounds.processes]],
      ['Node.js', oneLine(`${environment.node}, ${environment.platform}`)],
      [strings.seed, environment.seed === null ? null : String(environment.seed)],
    ])}
    </details>
  </section>`;
}

/** Twelve digits tell two versions apart; report.json has all of them. */
function withDigest(name: string, digest: string): Markup {
  return markup`${oneLine(name)} <code>${oneLine(digest.replace(/^sha256[:-]/, '')).slice(0, 12)}</code>`;
}
