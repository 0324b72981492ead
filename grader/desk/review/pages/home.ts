import { markup, type Markup } from '@boletim/grader/html';
import { FILTERS, isIn, type Entry, type Filter } from '../entries';
import type { DeskClass, DeskQuestion } from '../model';
import { renderPage, type View } from './layout';

/** Where reviewing begins: every question with what is to be done about it. */
export function homePage(
  desk: DeskClass,
  entriesOf: (question: DeskQuestion) => Entry[],
  view: View,
): string {
  const { strings } = view;
  const rows = desk.questions.map((question) => questionRow(question, entriesOf(question), view));
  const main = markup`<div class="scroll" role="region" tabindex="0" aria-label="${strings.questions}"><table class="overview">
<thead><tr><th scope="col">${strings.question}</th>${FILTERS.map((filter) => markup`<th scope="col" class="number">${strings.filters[filter]}</th>`)}<th scope="col">${strings.clusters}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
  return renderPage({ heading: strings.desk, main }, view);
}

function questionRow({ id, title }: DeskQuestion, entries: readonly Entry[], view: View): Markup {
  const address = `${view.root}/q/${id}`;
  const cells = FILTERS.map((filter) => {
    const count = entries.filter((entry) => isIn(entry, filter)).length;
    return markup`<td class="number">${count === 0 ? '0' : countLink(address, filter, { count, title, view })}</td>`;
  });
  return markup`<tr><th scope="row"><a href="${address}?show=todo">${title}</a></th>${cells}<td><a href="${address}/clusters" aria-label="${title}: ${view.strings.clusters}">${view.strings.clusters}</a></td></tr>`;
}

function countLink(
  address: string,
  filter: Filter,
  { count, title, view }: { count: number; title: string; view: View },
): Markup {
  const name = `${title}, ${view.strings.filters[filter]}: ${count}`;
  return markup`<a href="${address}?show=${filter}" aria-label="${name}">${count}</a>`;
}
