import { hasScore, type ClassRow } from '../class-row';

/** A student who expects more than the grade that goes out; both out of ten. */
export interface Disappointed {
  row: ClassRow;
  expected: number;
  got: number;
}

/** Points out of ten between the grade a student expects and gets, before the difference is worth a word. */
const GAP = 3;

/** Who expects clearly more than it got, the widest gap first: either the student or the grade is mistaken. */
export function disappointedOf(rows: readonly ClassRow[]): Disappointed[] {
  return rows
    .flatMap((row) => {
      const expected = row.report?.declaration.values?.expectedGrade ?? null;
      if (expected === null || !hasScore(row) || row.grade.maxScore === 0) return [];
      return [{ row, expected, got: (row.grade.score / row.grade.maxScore) * 10 }];
    })
    .filter(({ expected, got }) => expected - got >= GAP)
    .sort((a, b) => b.expected - b.got - (a.expected - a.got));
}
