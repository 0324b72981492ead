import { markup, type Markup } from '@boletim/grader/html';
import type { TestReport } from '@boletim/grader/report';
import { stringsOf } from '@boletim/grader/reporters';
import type { Entry } from '../entries';
import { shownText } from './code';
import { pointsText, type View } from './layout';

/** What the machine says about an answer: its diagnosis, then every test, those that failed in full. */
export function testsPart(entry: Entry, view: View): Markup | null {
  const { report } = entry.student.answers.get(entry.question.id)!;
  if (!report || report.tests.length + report.diagnostics.length === 0) return null;
  const { strings } = view;
  const { diagnosis } = report;
  return markup`<section aria-labelledby="tests-title">
<h2 id="tests-title">${strings.tests}</h2>
${diagnosis && markup`<p class="diagnosis"><b>${strings.diagnosis}.</b> ${shownText(diagnosis.says, entry, view)}</p>`}
${report.diagnostics.map((text) => markup`<pre class="words">${shownText(text.slice(0, 4000), entry, view)}</pre>`)}
<ul class="tests">${report.tests.map((test) => testItem(test, entry, view))}</ul>
</section>`;
}

function testItem(test: TestReport, entry: Entry, view: View): Markup {
  const { strings, lang } = view;
  const status = stringsOf(lang).status[test.status];
  const rows = [
    [null, test.message],
    [strings.expected, test.expected],
    [strings.actual, test.actual],
  ] as const;
  const said = rows.filter(([, text]) => text !== null && text !== '');
  return markup`<li class="${test.status}"><p>${test.title} <span class="status">${status}</span>${test.hidden && markup` <span class="soft">${strings.hidden}</span>`} <span class="points">${pointsText(test.points, strings)} / ${pointsText(test.maxPoints, strings)}</span></p>
${test.status !== 'passed' && said.map(([label, text]) => markup`<pre class="words">${label === null ? '' : `${label}: `}${shownText((text ?? '').slice(0, 2000), entry, view)}</pre>`)}</li>`;
}
