import { formatDifference, formatPoints, titleOf } from '../format';
import type { TestReport } from '../report';
import { oneLine, plainText } from '../text';
import { WITHHELD_TESTS_ID } from '../visibility';
import { heatMap } from './heat-map';
import { html, type Markup } from './safe-html';
import { block, statusIcon, type View } from './view';

/** One test: its verdict on a line and, when there is more to say, what was expected, what came and a hint. */
export function testArticle(test: TestReport, id: string, view: View): Markup {
  const { strings } = view;
  return html`<li>
    <article class="test test-${test.status}" aria-labelledby="${id}">
      ${statusIcon(test.status)}
      <h3 id="${id}">${titleOf(test, strings)}</h3>
      <p class="points">
        <b>${formatPoints(test.points, strings)}</b> / ${formatPoints(test.maxPoints, strings)}
        <span class="hear">${strings.points}</span>
      </p>
      <p class="status status-${test.status}">${strings.status[test.status]}${hiddenMark(test, view)}</p>
      ${hasMore(test) && html`<div class="more">${more(test, id, view)}</div>`}
    </article>
  </li>`;
}

function hiddenMark(test: TestReport, { strings, audience }: View): Markup | null {
  if (!test.hidden || test.id === WITHHELD_TESTS_ID) return null;
  const who = audience === 'instructor' && `: ${strings.visibility[test.visibility]}`;
  return html` <span class="hidden-mark">${strings.hidden}${who}</span>`;
}

function hasMore(test: TestReport): boolean {
  const failed = test.status !== 'passed' && test.status !== 'not-implemented';
  return failed || test.output !== '' || test.message !== null || test.hint !== null;
}

function more(test: TestReport, id: string, { strings, audience }: View): Markup[] {
  const secret = test.id === WITHHELD_TESTS_ID ? strings.hiddenTestsNote : strings.hiddenTestNote;
  const shownToStudent = test.hidden && audience === 'student';
  const isClosed = test.status === 'passed';
  return [
    html`${test.message !== null && html`<p class="message" dir="auto">${plainText(test.message, 4000)}</p>`}`,
    html`${shownToStudent && html`<p class="note">${secret}</p>`}`,
    comparison(test, { strings, audience }),
    html`${
      test.difference &&
      html`<div class="value difference">
        <h4>${strings.difference}</h4>
        <p>${formatDifference(test.difference, strings)}</p>
        ${heatMap(test.difference, id, strings)}
      </div>`
    }`,
    html`${test.hint !== null && html`<p class="hint" dir="auto"><b>${strings.hint}</b> ${plainText(test.hint, 2000)}</p>`}`,
    html`${
      test.output !== '' &&
      html`<details${!isClosed && html` open`}><summary>${strings.output}</summary>${block(plainText(test.output, 10_000))}</details>`
    }`,
    places(test, { strings, audience }),
  ];
}

function comparison({ expected, actual }: TestReport, { strings }: View): Markup {
  const values = [
    [strings.expected, expected],
    [strings.actual, actual],
  ] as const;
  const shown = values.filter(([, value]) => value !== null);
  if (shown.length === 0) return html``;
  return html`<div class="comparison">
    ${shown.map(
      ([name, value]) =>
        html`<div class="value">
          <h4>${name}</h4>
          ${block(plainText(value ?? '', 2000))}
        </div>`,
    )}
  </div>`;
}

/** Where it threw concerns everybody; where the test is written only who looks into a failure. */
function places({ location, source, status }: TestReport, { strings }: View): Markup {
  const thrown = location !== null && html`<span>${strings.where} <code>${oneLine(location)}</code></span>`;
  const defined =
    status !== 'passed' &&
    source !== null &&
    html`<span>${strings.definedIn} <code>${oneLine(source.file)}:${source.line}</code></span>`;
  return thrown || defined ? html`<p class="places">${thrown} ${defined}</p>` : html``;
}
