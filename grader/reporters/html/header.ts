import { formatMoment, formatPoints } from '../format';
import type { QuestionReport, Report } from '../../report/report';
import { oneLine } from '../../report/text';
import { markup, type Markup } from '../../html/markup';
import type { View } from './view';

/** What the page opens with: whose report it is, the score, and a bar with one part a question. */
export function headerOf(report: Report, { strings, audience }: View): Markup {
  const { assignment, submission, score, maxScore } = report;
  const points = formatPoints(score, strings);
  const isTeachersCopy = audience === 'instructor' && hasHiddenTests(report);
  const maxPoints = formatPoints(maxScore, strings);
  return markup`<div class="title">
      <p class="eyebrow">
        ${strings.course}${isTeachersCopy && markup` · ${strings.instructorCopy}`}
      </p>
      <h1>${oneLine(assignment.title, 120)}</h1>
      <p class="byline">
        <bdi>${oneLine(submission.name, 80)}</bdi> <span>${formatMoment(report.startedAt, strings)}</span>
      </p>
    </div>
    <p class="score">
      <span class="hear">${strings.score}: ${points} ${strings.of} ${maxPoints} ${strings.points}</span>
      <span aria-hidden="true"><b>${points}</b><i>/ ${maxPoints}</i></span>
    </p>
    ${scoreBar(report.questions)}
    <p class="verdict">${verdict(report, strings)}</p>`;
}

/** Only then does a teacher's report show what its student may not see. */
function hasHiddenTests({ questions }: Report): boolean {
  return questions.some(({ tests }) => tests.some((test) => test.hidden || test.visibility !== 'always'));
}

/** Each question's part is as wide as its points allow, and filled as far as they were earned. */
function scoreBar(questions: readonly QuestionReport[]): Markup {
  const total = questions.reduce((sum, question) => sum + question.maxPoints, 0);
  if (total <= 0) return markup``;
  const room = 100 - GAP * (questions.length - 1);
  let left = 0;
  const parts = questions.map(({ points, maxPoints }) => {
    const width = (room * maxPoints) / total;
    const filled = maxPoints > 0 ? (width * Math.min(points, maxPoints)) / maxPoints : 0;
    const x = left;
    left += width + GAP;
    return markup`<rect class="room" x="${percent(x)}" width="${percent(width)}" height="8" rx="2"></rect>
      ${filled > 0 && markup`<rect class="earned" x="${percent(x)}" width="${percent(filled)}" height="8" rx="2"></rect>`}`;
  });
  return markup`<svg class="score-bar" aria-hidden="true" width="100%" height="8">${parts}</svg>`;
}

const GAP = 0.8;

function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}

function verdict({ questions, score, maxScore }: Report, strings: View['strings']): string {
  const tests = questions.flatMap((question) => question.tests);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const counted = `${strings.testsPassed(passed, tests.length)}.`;
  if (maxScore > 0 && score >= maxScore && passed === tests.length) return strings.fullScore;
  if (tests.length > 0 && tests.every((test) => test.status === 'not-implemented')) return strings.nothingYet;
  return counted;
}
