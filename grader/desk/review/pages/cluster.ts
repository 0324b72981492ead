import { markup, trusted, type Markup } from '@boletim/grader/html';
import { codeLines } from '@boletim/grader/report';
import type { Cause, Cluster } from '../clusters';
import { highlight } from '../code/highlight';
import type { Entry } from '../entries';
import type { DeskQuestion } from '../model';
import { commonComment, commonItems } from '../shared';
import { shownText } from './code';
import { pointsPart, rubricPart } from './judgement';
import { flag, renderPage, type View } from './layout';
import { marksOf } from './queue';

/** All clusters of a question, the largest first. */
export function clustersPage(question: DeskQuestion, clusters: readonly Cluster[], view: View): string {
  const { root, strings } = view;
  const rows = clusters.map(
    (cluster) =>
      markup`<li><a href="${root}/q/${question.id}/c/${cluster.id}">${causeText(cluster.cause, view)}</a> <span class="points">${cluster.students.length}</span></li>`,
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
<section class="read" aria-labelledby="common-title"><h2 id="common-title">${strings.tests}</h2>
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
  return renderPage({ heading: causeText(cluster.cause, view), above, main, wide: true }, view);
}

/** A cluster's cause in a line. */
function causeText(cause: Cause, { strings }: View): string {
  if (cause.kind === 'diagnosis') return cause.says;
  if (cause.kind === 'tests') return cause.failed.map(({ title }) => title).join(', ');
  return strings.causes[cause.kind];
}

function causePart(cause: Cause, entry: Entry, view: View): Markup | null {
  if (cause.kind !== 'tests') return null;
  const rows = cause.failed.map(
    ({ title, message }) =>
      markup`<li class="failed"><p>${title}</p>${message !== null && markup`<pre class="words">${shownText(message.slice(0, 2000), entry, view)}</pre>`}</li>`,
  );
  return markup`<ul class="tests">${rows}</ul>`;
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
  const reviews = entries.map(({ review }) => review?.questions[question.id]);
  const comment = commonComment(reviews.map((own) => own?.comment ?? ''));
  const items = commonItems(reviews.map((own) => own?.items ?? []));
  const count = reviews.filter((own) => own?.apart !== true).length;
  return markup`<section id="shared" aria-labelledby="shared-title" data-question="${question.id}" data-cluster="${cluster.id}" data-items="${JSON.stringify(items)}">
<h2 id="shared-title">${strings.judgement}</h2>
<p class="soft">${strings.clusterHint}</p>
${question.rubric && rubricPart(question, items, view)}
${pointsPart(question, undefined, view)}
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
