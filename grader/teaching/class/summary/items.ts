import { alphaOf, correlationOf, isConstant, totalsOf } from './correlation';

/** Points of one test or question in every submission that is compared. */
export interface ItemPoints {
  question: string;
  /** Null for a question as a whole. */
  test: string | null;
  title: string;
  hidden: boolean;
  maxPoints: number;
  points: number[];
}

/** What a class says about one test or question. */
export interface Item extends Omit<ItemPoints, 'points'> {
  /** Share of its points that were earned: 1 when everybody got them all. */
  difficulty: number;
  /** Correlation with the rest of the total; null where either is the same for everybody. */
  discrimination: number | null;
  /** Cronbach's alpha of the others. */
  alphaWithout: number | null;
  remark: ItemRemark | null;
}

/** What a teacher should look at. */
export type ItemRemark = 'everybody-passes' | 'nobody-passes' | 'all-the-same' | 'best-fail';

export interface ItemAnalysis {
  items: Item[];
  /** Of all of them together. */
  alpha: number | null;
  /** How many were compared. */
  submissions: number;
}

/** At this correlation or below, who is good at the rest is bad at this one; among fewer it is chance. */
const BEST_FAIL = { correlation: -0.1, submissions: 5 };

/** Item analysis of tests, or of questions; nothing without submissions. */
export function analyseItems(table: readonly ItemPoints[]): ItemAnalysis {
  const submissions = table[0]?.points.length ?? 0;
  const points = table.map((item) => item.points);
  if (submissions === 0) return { items: [], alpha: null, submissions };
  return { items: table.map((_, at) => itemOf(table, at)), alpha: alphaOf(points), submissions };
}

function itemOf(table: readonly ItemPoints[], at: number): Item {
  const { points, ...item } = table[at]!;
  const others = table.filter((_, other) => other !== at).map((other) => other.points);
  const difficulty = points.reduce((sum, value) => sum + value, 0) / points.length / item.maxPoints;
  const discrimination = correlationOf(points, totalsOf(others));
  const remark = remarkOn({ points, difficulty, discrimination });
  return { ...item, difficulty, discrimination, alphaWithout: alphaOf(others), remark };
}

function remarkOn({
  points,
  difficulty,
  discrimination,
}: {
  points: readonly number[];
  difficulty: number;
  discrimination: number | null;
}): ItemRemark | null {
  if (points.length < 2) return null;
  if (isConstant(points)) {
    if (difficulty > 1 - 1e-9) return 'everybody-passes';
    return difficulty < 1e-9 ? 'nobody-passes' : 'all-the-same';
  }
  if (discrimination === null || points.length < BEST_FAIL.submissions) return null;
  return discrimination <= BEST_FAIL.correlation ? 'best-fail' : null;
}
