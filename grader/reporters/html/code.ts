import type { QuestionReport, ReviewReport } from '../../report/report';
import { codeLines } from '../../report/code-lines';
import { markup, type Markup } from '../../html/markup';
import type { View } from './view';

/** More lines than a person reads; what is beyond them is in the student's own file. */
const MOST_LINES = 3000;

/** The answer with line numbers, and at each line what was said about it. Folded away where nobody said anything. */
export function codePart({ code, file, review }: QuestionReport, id: string, view: View): Markup | null {
  if (code === undefined) return null;
  const comments = (review?.lines ?? []).filter(({ line }) => line !== null);
  const lines = codeLines(code).slice(0, MOST_LINES);
  return markup`<details class="code-part" ${comments.length > 0 ? OPEN : ''}>
    <summary>${view.strings.codeOf(file)}</summary>
    <ol class="code" id="${id}-code">
      ${lines.map((text, index) => codeLine(text, { number: index + 1, id, comments, view }))}
    </ol>
  </details>`;
}

const OPEN = markup`open`;

interface LineContext {
  number: number;
  id: string;
  comments: ReviewReport['lines'];
  view: View;
}

function codeLine(text: string, { number, id, comments, view }: LineContext): Markup {
  const own = comments.filter(({ line }) => line === number);
  const said = own.map(
    ({ comment, by }) =>
      markup`<div class="remark">${view.comment(comment)}${by !== null && markup`<p class="by">${by}</p>`}</div>`,
  );
  return markup`<li id="${id}-line-${number}"><code>${text}</code>${said}</li>`;
}
