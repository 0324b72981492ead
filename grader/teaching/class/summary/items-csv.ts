import { formatCsv, neutralise } from '../csv';
import type { ItemAnalysis, Item } from './items';

const HEADER = [
  ...['kind', 'question', 'test', 'title', 'hidden', 'max points', 'submissions', 'difficulty'],
  ...['discrimination', 'alpha', 'alpha if deleted', 'remark'],
];

/**
 * items.csv: difficulty, discrimination and Cronbach's alpha of every test and question, for whoever computes further.
 * Numbers are not rounded; where one does not exist, its cell is empty.
 */
export function itemsCsv({ tests, questions }: { tests: ItemAnalysis; questions: ItemAnalysis }): string {
  const rows = [
    ...tests.items.map((item) => itemRow('test', item, tests)),
    totalRow('all tests', tests),
    ...questions.items.map((item) => itemRow('question', item, questions)),
    totalRow('all questions', questions),
  ];
  return formatCsv([HEADER, ...rows], { hasBom: true });
}

function itemRow(kind: string, item: Item, { submissions }: ItemAnalysis): string[] {
  return [
    ...[kind, item.question, item.test ?? '', item.title].map(neutralise),
    item.hidden ? 'yes' : '',
    ...[item.maxPoints, submissions, item.difficulty, item.discrimination, null, item.alphaWithout].map(
      number,
    ),
    item.remark ?? '',
  ];
}

function totalRow(kind: string, { items, alpha, submissions }: ItemAnalysis): string[] {
  const maxPoints = items.reduce((sum, item) => sum + item.maxPoints, 0);
  return [kind, '', '', '', '', ...[maxPoints, submissions, null, null, alpha, null].map(number), ''];
}

function number(value: number | null): string {
  return value === null ? '' : String(value);
}
