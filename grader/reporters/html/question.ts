import { formatPoints } from '../format';
import type { Diagnosis, PenaltyReport, QuestionReport } from '../../report/report';
import { oneLine, plainText } from '../../report/text';
import { markup, type Markup } from '../../html/markup';
import { codePart } from './code';
import { REVIEW_ID, reviewPart } from './review';
import { testArticle } from './test';
import { compilerMessage, statusIcon, type View } from './view';

/** One question: what it was worth, what the compiler says of its file, its tests, its penalties. */
export function questionSection(question: QuestionReport, number: number, view: View): Markup {
  const { strings } = view;
  const { points, maxPoints, withheldPoints } = question;
  // What people said has a part of its own, with its points.
  const penalties = question.penalties.filter((penalty) => !question.review || penalty.id !== REVIEW_ID);
  return markup`<section class="question" id="q${number}" aria-labelledby="q${number}-title">
    <div class="question-head">
      <h2 id="q${number}-title"><span class="ordinal">${number}.</span> ${oneLine(question.title)}</h2>
      <p class="points">
        <b>${formatPoints(points, strings)}</b> / ${formatPoints(maxPoints, strings)}
        <span class="hear">${strings.points}</span>
      </p>
      <p class="file"><code>${oneLine(question.file)}</code></p>
    </div>
    ${question.waiting && markup`<p class="note">${strings.waiting}</p>`}
    ${
      withheldPoints !== undefined &&
      withheldPoints > 0 &&
      markup`<p class="note">${strings.withheld(formatPoints(withheldPoints, strings))}</p>`
    }
    ${question.diagnosis !== null && diagnosisOf(question.diagnosis, view)}
    ${
      question.diagnostics.length > 0 &&
      markup`<h3 class="label">${strings.diagnostics}</h3>
        ${question.diagnostics.map((diagnostic) => compilerMessage(diagnostic.slice(0, 4000)))}`
    }
    ${testList(question, number, view)}
    ${penalties.length > 0 && penaltyList(penalties, view)}
    ${reviewPart(question, view)}
    ${codePart(question, `q${number}`, view)}
  </section>`;
}

function diagnosisOf({ says, look, tests }: Diagnosis, { strings }: View): Markup {
  return markup`<div class="diagnosis" role="note">
    <p><b>${strings.diagnosis}</b> <span class="explains">${strings.explains(tests.length)}</span></p>
    <p class="says" dir="auto">${plainText(says, 2000)}</p>
    ${look !== null && markup`<p class="look" dir="auto"><b>${strings.look}</b> ${plainText(look, 2000)}</p>`}
  </div>`;
}

/** What went wrong stands open. What passed is counted, and folded away. */
function testList({ tests, diagnosis }: QuestionReport, number: number, view: View): Markup {
  const articles = tests.map((test, index) => ({
    passed: test.status === 'passed',
    article: testArticle(
      test,
      { id: `q${number}t${index + 1}`, explained: diagnosis?.tests.includes(test.id) ?? false },
      view,
    ),
  }));
  const [passed, open] = [true, false].map((which) => articles.filter((test) => test.passed === which));
  const list = (some: typeof articles) =>
    markup`<ol class="tests">${some.map(({ article }) => article)}</ol>`;
  return markup`${open!.length > 0 && list(open!)}
    ${
      passed!.length > 0 &&
      markup`<details class="folded">
        <summary>${statusIcon('passed')} ${view.strings.testsPassed(passed!.length, tests.length)}</summary>
        ${list(passed!)}
      </details>`
    }`;
}

/** Those that take points off; the others say what did not happen. */
function penaltyList(penalties: readonly PenaltyReport[], { strings }: View): Markup {
  const applied = penalties.filter((penalty) => penalty.applied);
  const spared = penalties.filter((penalty) => !penalty.applied);
  return markup`${applied.length > 0 && markup`<h3 class="label">${strings.penalties}</h3>`}
    ${applied.length > 0 && penaltyItems(applied, strings)}
    ${
      spared.length > 0 &&
      markup`<details class="folded">
        <summary>${strings.penalties}: ${spared.length} ${strings.notApplied}</summary>
        ${penaltyItems(spared, strings)}
      </details>`
    }`;
}

function penaltyItems(penalties: readonly PenaltyReport[], strings: View['strings']): Markup {
  const items = penalties.map(
    ({ title, points, applied, message, hint }) =>
      markup`<li class="${applied ? 'applied' : 'spared'}">
        <p class="penalty-title">
          ${oneLine(title)} <span class="status">${applied ? strings.applied : strings.notApplied}</span>
        </p>
        <p class="points">${applied ? markup`<b>${minus(formatPoints(points, strings))}</b>` : '0'}</p>
        ${applied && message !== null && markup`<p class="message" dir="auto">${message.slice(0, 2000)}</p>`}
        ${applied && typeof hint === 'string' && markup`<p class="hint" dir="auto"><b>${strings.hint}</b> ${plainText(hint, 2000)}</p>`}
      </li>`,
  );
  return markup`<ul class="penalties">
    ${items}
  </ul>`;
}

function minus(points: string): string {
  return points.replace(/^-/, '−');
}
