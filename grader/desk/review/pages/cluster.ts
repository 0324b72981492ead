import { markup, trusted, type Markup } from '@boletim/grader/html';
import { codeLines, oneLine } from '@boletim/grader/report';
import type { Cause, Cluster } from '../clusters';
import { highlight } from '../code/highlight';
import type { Entry } from '../entries';
import type { DeskQuestion } from '../model';
import { commonValue } from '../shared';
import { shownText } from './code';
import { pointsPart, rubricPart } from './judgement';
import { flag, renderPage, type View } from './layout';
import { marksOf } from './queue';

/** All clusters of a question, the largest first. */
export function clustersPage(question: DeskQuestion, clusters: readonly Cluster[], view: View): string {
  const { root, strings } = view;
  const rows = clusters.map(
    (cluster) =>
      markup`<li><a href="${root}/q/${question.id}/c/${cluster.id}">${causeText(cluster, view)}</a> ${observed(cluster, view)}<span class="points">${cluster.students.length}</span></li>`,
  );
  const above = [[`${root}/q/${question.id}?show=todo`, question.title]] as const;
  return renderPage({ heading: strings.clusters, above, main: markup`<ol class="queue">${rows}</ol>` }, view);
}

/** One cluster: what its answers have in common, and one comment for all of them. */
export function clusterPage(
  question: DeskQuestion,
  { cluster, entries }: { cluster: Cluster; entries: readonly Entry[] },
  view: View,
): string {
  const { root, strings } = view;
  const list = `${root}/q/${question.id}`;
  const main = markup`<div class="answer">
<section class="read" aria-label="${strings.example}">
${causePart(cluster.cause, entries[0]!, view)}
${examplePart(entries[0]!, view)}</section>
<div class="judge">${sharedPart(question, { cluster, entries }, view)}
<h2>${strings.answers}</h2>
<ul class="queue members">${entries.map((entry) => memberItem(entry, view))}</ul></div>
</div>`;
  const above = [
    [`${list}?show=todo`, question.title],
    [`${list}/clusters`, strings.clusters],
  ] as const;
  return renderPage({ heading: causeText(cluster, view), above, main, wide: true }, view);
}

/** A cluster's cause in a line. What a test saw may hold a student's words. */
function causeText({ cause, students }: Cluster, view: View): string {
  if (cause.kind === 'diagnosis') return shownText(cause.says, { student: students[0]! }, view);
  if (cause.kind === 'tests') return cause.failed.map(({ title }) => title).join(', ');
  return view.strings.causes[cause.kind];
}

/** What tells clusters apart in which the same tests failed. */
function observed({ cause, students }: Cluster, view: View): Markup | null {
  if (cause.kind !== 'tests') return null;
  const said = cause.failed.find(({ message }) => message !== null)?.message ?? '';
  return markup`<span class="soft">${shownText(oneLine(said, 200), { student: students[0]! }, view)}</span> `;
}

function causePart(cause: Cause, entry: Entry, view: View): Markup | null {
  if (cause.kind !== 'tests' && cause.kind !== 'diagnosis') return null;
  const rows = cause.failed.map(
    ({ title, message }) =>
      markup`<li class="failed"><p>${title}</p>${message !== null && markup`<pre class="words">${shownText(message.slice(0, 2000), entry, view)}</pre>`}</li>`,
  );
  return markup`<h2>${view.strings.tests}</h2><ul class="tests">${rows}</ul>`;
}

function examplePart(entry: Entry, view: View): Markup | null {
  const { code } = entry.student.answers.get(entry.question.id)!;
  if (code === null) return null;
  const shown = shownText(code, entry, view);
  const lines = highlight(shown, entry.question.file).slice(0, codeLines(shown).length);
  return markup`<h2>${view.strings.example}</h2><ol class="code">${lines.map((line, index) => markup`<li><span class="line" aria-hidden="true">${index + 1}</span><code>${line}</code></li>`)}</ol>`;
}

function sharedPart(
  question: DeskQuestion,
  { cluster, entries }: { cluster: Cluster; entries: readonly Entry[] },
  view: View,
): Markup {
  const { strings } = view;
  const together = entries.map(({ review }) => review?.questions[question.id]).filter((own) => !own?.apart);
  const comment = commonValue(together.map((own) => own?.comment)) ?? '';
  const items = commonValue(together.map((own) => own?.items)) ?? [];
  const points = commonValue(together.map((own) => own?.points));
  const count = together.length;
  return markup`<section id="shared" aria-labelledby="shared-title" data-question="${question.id}" data-cluster="${cluster.id}" data-items="${JSON.stringify(items)}" data-points="${JSON.stringify(points ?? null)}">
<h2 id="shared-title">${strings.judgement}</h2>
<p class="soft">${strings.clusterHint}</p>
${question.rubric && rubricPart(question, items, view)}
${pointsPart(question, points, view)}
<label class="field"><span>${strings.comment}</span><textarea id="comment" rows="5">${trusted('\n')}${comment}</textarea></label>
<p class="actions"><label><input type="checkbox" id="done" ${flag('checked', false)}> ${strings.done}</label>
<button type="button" id="apply" ${flag('disabled', count === 0)}>${strings.apply(count)}</button></p></section>`;
}

function memberItem(entry: Entry, view: View): Markup {
  const { student, question, review } = entry;
  const apart = review?.questions[question.id]?.apart === true;
  const address = `${view.root}/q/${question.id}/s/${student.key}?show=all`;
  return markup`<li data-student="${student.key}" data-question="${question.id}"><a href="${address}"><bdi>${student.label}</bdi></a> ${marksOf(entry, view)}<label><input type="checkbox" data-field="apart" ${flag('checked', apart)}> ${view.strings.leaves}<span class="hear"> ${student.label}</span></label></li>`;
}
