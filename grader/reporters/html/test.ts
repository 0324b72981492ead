import { formatDifference, formatPoints, titleOf } from '../format';
import type { TensorDifference, TestReport } from '../../report/report';
import { oneLine, plainText } from '../../report/text';
import { WITHHELD_TESTS_ID } from '../../report/visibility';
import { heatMap } from './heat-map';
import { markup, type Markup } from '../../html/markup';
import { block, statusIcon, type View } from './view';

interface Place {
  id: string;
  /** The question's diagnosis says what went wrong: the test itself is for who doubts it. */
  explained: boolean;
}

/** One test: its verdict on a line and, when there is more to say, the message and a hint; what else there is is folded. */
export function testArticle(test: TestReport, { id, explained }: Place, view: View): Markup {
  const { strings } = view;
  const message =
    test.message !== null && markup`<p class="message" dir="auto">${plainText(test.message, 4000)}</p>`;
  const open = [
    !explained && message,
    secrecyNote(test, view),
    test.hint !== null && hintOf(test.hint, view),
    test.output !== '' && outputOf(test, view),
  ].filter((part) => part !== false);
  const folded = evidence(test, id, view);
  const more = explained
    ? [...open, details(strings.details, [message, ...folded])]
    : [...open, foldedUnlessShort(folded, view)];
  return markup`<li><article class="test" aria-labelledby="${id}">
    ${statusIcon(test.status)}
    <h3 id="${id}">${titleOf(test, strings)}</h3>
    <p class="points"><b>${formatPoints(test.points, strings)}</b> / ${formatPoints(test.maxPoints, strings)}
      <span class="hear">${strings.points}</span></p>
    <p class="status status-${test.status}">${strings.status[test.status]}${hiddenMark(test, view)}</p>
    ${more.some((part) => part !== false) && markup`<div class="more">${more}</div>`}
  </article></li>`;
}

type Part = Markup | false;

/** What was compared, and where: for who wants more than the message says. */
function evidence(test: TestReport, id: string, view: View): Part[] {
  return [
    comparison(test, view),
    test.difference !== null && differenceOf(test.difference, id, view),
    places(test, view),
  ];
}

/** A line that says where is shorter than what would fold it away. */
function foldedUnlessShort([values, picture, where]: Part[], { strings }: View): Part {
  return values || picture ? details(strings.details, [values!, picture!, where!]) : where!;
}

function details(name: string, parts: Part[]): Part {
  return (
    parts.some((part) => part !== false) &&
    markup`<details class="evidence">
      <summary>${name}</summary>
      <div class="more">${parts}</div>
    </details>`
  );
}

function hiddenMark(test: TestReport, { strings, audience }: View): Markup | false {
  if (!test.hidden || test.id === WITHHELD_TESTS_ID) return false;
  const who = audience === 'instructor' && `: ${strings.visibility[test.visibility]}`;
  return markup` <span class="hidden-mark">${strings.hidden}${who}</span>`;
}

/** Says why a hidden test that went wrong has nothing to show. */
function secrecyNote(test: TestReport, { strings, audience }: View): Markup | false {
  if (!test.hidden || audience === 'instructor') return false;
  if (test.id === WITHHELD_TESTS_ID) return markup`<p class="note">${strings.hiddenTestsNote}</p>`;
  return test.status !== 'passed' && markup`<p class="note">${strings.hiddenTestNote}</p>`;
}

/** Nothing where the message has said it all. */
function comparison({ expected, actual, message }: TestReport, { strings }: View): Markup | false {
  if ([expected, actual].every((value) => value === null || message?.includes(value))) return false;
  const values = [
    expected !== null && valueOf(strings.expected, expected),
    actual !== null && valueOf(strings.actual, actual),
  ];
  return markup`<div class="comparison">${values}</div>`;
}

function valueOf(name: string, value: string): Markup {
  return markup`<div class="value"><h4>${name}</h4>${block(plainText(value, 2000))}</div>`;
}

function differenceOf(difference: TensorDifference, id: string, { strings }: View): Markup {
  return markup`<div class="value">
    <h4>${strings.difference}</h4>
    <p>${formatDifference(difference, strings)}</p>
    ${heatMap(difference, id, strings)}
  </div>`;
}

function hintOf(hint: string, { strings }: View): Markup {
  return markup`<p class="hint" dir="auto"><b>${strings.hint}</b> ${plainText(hint, 2000)}</p>`;
}

/** Open where it may explain a failure. */
function outputOf({ output, status }: TestReport, { strings }: View): Markup {
  return markup`<details${status !== 'passed' && markup` open`}>
    <summary>${strings.output}</summary>
    ${block(plainText(output, 10_000))}
  </details>`;
}

/** Where it threw, and where the test is written for who looks into the failure. */
function places({ location, source, status }: TestReport, { strings }: View): Markup | false {
  const isFailure = status === 'failed' || status === 'timed-out' || status === 'crashed';
  const places = [
    location !== null && markup`<span>${strings.where} <code>${oneLine(location)}</code></span>`,
    isFailure &&
      source !== null &&
      markup`<span>${strings.definedIn} <code>${oneLine(source.file)}:${source.line}</code></span>`,
  ];
  return places.some((place) => place) && markup`<p class="places">${places}</p>`;
}
