import { markup, type Markup } from '@boletim/grader/html';
import { clustersOf } from '../clusters';
import type { Entry, Filter } from '../entries';
import type { DeskStudent } from '../model';
import { codePart, type Way } from './code';
import { judgementPart } from './judgement';
import { renderPage, type View } from './layout';
import { marksOf } from './queue';
import { testsPart } from './tests';

export interface AnswerPage {
  entry: Entry;
  /** The list that the reader goes through: of a filter, or of a cluster. */
  list: readonly DeskStudent[];
  show: Filter;
  way: Way;
  students: readonly DeskStudent[];
  /** What is wrong with the review's file; null when it can be read. */
  problem: string | null;
}

/** One answer: its code on one side; tests, rubric and comment on the other. */
export function answerPage(page: AnswerPage, view: View): string {
  const { entry, show, way, problem } = page;
  const { student, question } = entry;
  const list = `${view.root}/q/${question.id}`;
  const address = `${list}/s/${student.key}?show=${show}`;
  const main = markup`${problem !== null && markup`<pre class="alert">${problem}</pre>`}
<div class="answer" data-student="${student.key}" data-question="${question.id}">
${codePart(entry, { way, address, view })}
<div class="judge">
${judgementPart(entry, view)}
${testsPart(entry, view)}
${clusterLink(page, view)}
${student.notes.length > 0 && markup`<ul class="soft">${student.notes.map((note) => markup`<li>${note}</li>`)}</ul>`}
</div>
</div>`;
  const above = [[`${list}?show=${show}`, question.title]] as const;
  const aside = markup`${marksOf(entry, view)}${wayOn(page, list, view)}`;
  return renderPage({ heading: student.label, above, aside, main, wide: true }, view);
}

function wayOn({ entry, list, show, way }: AnswerPage, address: string, { strings }: View): Markup {
  const place = list.findIndex(({ key }) => key === entry.student.key);
  const after = place >= 0 ? list[place + 1] : list[0];
  const before = place > 0 ? list[place - 1] : undefined;
  const link = (student: DeskStudent | undefined, rel: string, name: string) =>
    student
      ? markup`<a rel="${rel}" href="${address}/s/${student.key}?show=${show}&way=${way}">${name}</a>`
      : markup`<span class="soft">${name}</span>`;
  const where = place < 0 ? strings.notInList : strings.place(place + 1, list.length);
  return markup`<nav class="on" aria-label="${strings.answers}">${link(before, 'prev', strings.previous)} <span class="soft">${where}</span> ${link(after, 'next', strings.next)}</nav>`;
}

function clusterLink({ entry, students }: AnswerPage, { strings, root }: View): Markup {
  const { id } = entry.question;
  const cluster = clustersOf(id, students).find((one) => one.students.includes(entry.student))!;
  return markup`<p><a href="${root}/q/${id}/c/${cluster.id}">${strings.cluster(cluster.students.length)}</a></p>`;
}
