import { markup, type Markup } from '@boletim/grader/html';

export type Cell = Markup | string;

/** A title that starts with "#" heads a column of numbers; `label` names the table for who hears the page. */
export function table(label: string, titles: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  const isNumber = titles.map((title) => title.startsWith('#'));
  const head = titles.map((title, at) =>
    isNumber[at]
      ? markup`<th scope="col" class="number">${title.slice(1)}</th>`
      : markup`<th scope="col">${title}</th>`,
  );
  const body = (cells: readonly Cell[]) =>
    cells.map((cell, at) => {
      if (at === 0) return markup`<th scope="row">${cell}</th>`;
      return isNumber[at] ? markup`<td class="number">${cell}</td>` : markup`<td>${cell}</td>`;
    });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="overview">
    <thead><tr>${head}</tr></thead>
    <tbody>${rows.map((cells) => markup`<tr>${body(cells)}</tr>`)}</tbody>
  </table></div>`;
}
