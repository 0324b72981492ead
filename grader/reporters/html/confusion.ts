import type { Strings } from '../i18n';
import { oneLine } from '../../report/text';
import { markup, type Markup } from '../../html/markup';

/** A table is readable up to about this many classes; beyond, a picture and the worst pairs say more. */
const MOST_COLUMNS = 12;
const STEPS = 8;

/** How often each class was taken for which: a table of few classes, a picture of many, the worst pairs always. */
export function confusionMatrix(
  counts: readonly number[][],
  classes: readonly string[],
  strings: Strings,
): Markup {
  if (counts.length === 0) return markup``;
  const names = counts.map((_, index) => oneLine(classes[index] ?? String(index), 40));
  const matrix = counts.length <= MOST_COLUMNS ? tableOf(counts, names, strings) : pictureOf(counts, strings);
  return markup`<h3 id="confusion">${strings.confusion}</h3>
    <p class="note">${strings.confusionNote}</p>
    ${matrix} ${worstPairs(counts, names, strings)}`;
}

function tableOf(counts: readonly number[][], names: readonly string[], strings: Strings): Markup {
  const rows = counts.map((row, y) => {
    const most = row.reduce((a, b) => a + b, 0);
    return markup`<tr>
      <th scope="row">${names[y]}</th>
      ${row.map((count, x) => markup`<td class="${x === y ? 'right' : ''} share-${step(count, most)}">${count}</td>`)}
    </tr>`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-labelledby="confusion">
    <table class="confusion">
      <thead>
        <tr>
          <th scope="col">${strings.actualClass}</th>
          ${names.map((name) => markup`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function pictureOf(counts: readonly number[][], strings: Strings): Markup {
  const size = counts.length;
  const cells = counts.flatMap((row, y) => {
    const most = row.reduce((a, b) => a + b, 0);
    return row.map((count, x) => ({ x, y, level: step(count, most) })).filter(({ level }) => level > 0);
  });
  return markup`<svg
    class="confusion-picture"
    role="img"
    aria-labelledby="confusion-alt"
    viewBox="0 0 ${size} ${size}"
    width="360"
    height="360"
    shape-rendering="crispEdges"
  >
    <title id="confusion-alt">${strings.confusion}. ${strings.confusionNote}</title>
    <rect class="share-0" width="${size}" height="${size}"></rect>
    ${cells.map(({ x, y, level }) => markup`<rect class="share-${level}" x="${x}" y="${y}" width="1" height="1"></rect>`)}
  </svg>`;
}

/** Shades are shares of the row, so that rare classes show their mistakes as well as frequent ones. */
function step(count: number, most: number): number {
  return most > 0 ? Math.min(STEPS, Math.ceil((count / most) * STEPS)) : 0;
}

function worstPairs(counts: readonly number[][], names: readonly string[], strings: Strings): Markup {
  const pairs = counts
    .flatMap((row, y) => row.map((count, x) => ({ count, x, y })))
    .filter(({ count, x, y }) => x !== y && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 5);
  if (pairs.length === 0) return markup`<p>${strings.neverConfused}</p>`;
  return markup`<h4 class="label">${strings.mostConfused}</h4>
    <ol class="pairs">
      ${pairs.map(({ count, x, y }) => markup`<li>${strings.confused(names[y] ?? '', names[x] ?? '', count)}</li>`)}
    </ol>`;
}
