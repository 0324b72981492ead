import { markup, type Markup } from '@boletim/grader/html';
import { FILTERS, type Entry, type Filter } from '../entries';
import type { DeskQuestion } from '../model';
import { pointsText, renderPage, type View } from './layout';

/** Answers to one question, to be taken one after the other. */
export function queuePage(
  question: DeskQuestion,
  { entries, show }: { entries: readonly Entry[]; show: Filter },
  view: View,
): string {
  const { strings, root } = view;
  const address = `${root}/q/${question.id}`;
  const filters = FILTERS.map(
    (filter) =>
      markup`<li><a href="${address}?show=${filter}" aria-current="${filter === show ? 'true' : 'false'}">${strings.filters[filter]}</a></li>`,
  );
  const list =
    entries.length === 0
      ? markup`<p class="soft">${strings.emptyList}</p>`
      : markup`<ol class="queue">${entries.map((entry) => entryItem(entry, { show, view }))}</ol>`;
  const main = markup`<nav aria-label="${strings.answers}"><ul class="filters">${filters}<li><a href="${address}/clusters">${strings.clusters}</a></li></ul></nav>
${list}`;
  return renderPage({ heading: question.title, main }, view);
}

function entryItem(entry: Entry, { show, view }: { show: Filter; view: View }): Markup {
  const { student, question, points } = entry;
  const address = `${view.root}/q/${question.id}/s/${student.key}?show=${show}`;
  return markup`<li><a href="${address}"><bdi>${student.label}</bdi></a> ${marksOf(entry, view)}<span class="points">${pointsText(points, view.strings)} / ${pointsText(question.maxPoints, view.strings)}</span></li>`;
}

/** What a list says about an answer besides its points. */
export function marksOf({ done, waiting, requests, looks }: Entry, { strings }: View): Markup {
  const open = requests.some(({ reply }) => reply === null);
  const marks = [
    done && strings.isDone,
    waiting && strings.isWaiting,
    open && strings.asks,
    ...looks.map((look) => strings.looks[look]),
  ].filter((mark) => mark !== false);
  return markup`<span class="marks">${marks.map((mark) => markup`<span class="mark">${mark}</span> `)}</span>`;
}
