import { formatDecimal, formatPercent } from '@boletim/grader/reporters';
import { markup, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import type { SummaryStrings } from './i18n';
import type { Item, ItemAnalysis } from './items';
import { table, type Cell } from './table';

/** How well tests and questions tell students apart, which of them a teacher should look at, and what to do. */
export function itemsSection(
  { tests, questions }: { tests: ItemAnalysis; questions: ItemAnalysis },
  strings: SummaryStrings,
): Markup {
  if (tests.items.length + questions.items.length === 0) return markup``;
  return markup`<section aria-labelledby="items">
    <h2 id="items">${strings.items}</h2>
    <p class="note">${strings.itemsNote}</p>
    ${remarksList([...questions.items, ...tests.items], strings)}
    ${itemTable(questions, strings.questions, strings)}
    ${itemTable(tests, strings.tests, strings)}
  </section>`;
}

function remarksList(items: readonly Item[], strings: SummaryStrings): Markup {
  const remarked = items.filter(({ remark }) => remark !== null);
  if (remarked.length === 0) return markup``;
  return markup`<ul class="remarks">${remarked.map(
    (item) => markup`<li><b>${nameOf(item)}</b> ${strings.remarks[item.remark!]}</li>`,
  )}</ul>`;
}

function itemTable(
  { items, alpha, submissions }: ItemAnalysis,
  title: string,
  strings: SummaryStrings,
): Markup {
  if (items.length === 0) return markup``;
  const agreement = alpha === null ? strings.noAlpha : strings.alpha(formatDecimal(alpha, 2, strings));
  return markup`<h3>${title}</h3>
    <p class="note">${strings.submissionsCompared(submissions)} ${agreement}</p>
    ${table(
      title,
      [
        title,
        ...[strings.pointsEarned, strings.discrimination, strings.alphaWithout].map((head) => `#${head}`),
        strings.remark,
      ],
      items.map((item) => itemRow(item, strings)),
    )}`;
}

function itemRow(item: Item, strings: SummaryStrings): Cell[] {
  const show = (value: number | null) => (value === null ? '–' : formatDecimal(value, 2, strings));
  return [
    markup`${nameOf(item)}${item.hidden && ` (${strings.hidden})`}`,
    formatPercent(item.difficulty, strings),
    show(item.discrimination),
    show(item.alphaWithout),
    item.remark === null ? '' : strings.remarkShort[item.remark],
  ];
}

function nameOf({ question, test, title }: Item): Markup {
  const id = test === null ? question : `${question}/${test}`;
  return markup`<span dir="auto">${oneLine(title)}</span> <code>${id}</code>`;
}
