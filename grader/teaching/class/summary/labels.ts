import { oneLine } from '@boletim/grader/report';

interface Named {
  student: { id: string; name: string };
}

/** What each student is called on the page: the name, and the id too where two have one name. */
export function labelsOf<Row extends Named>(rows: readonly Row[]): Map<Row, string> {
  const nameOf = ({ student }: Named) => oneLine(student.name || student.id);
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
  return new Map(
    rows.map((row) => {
      const name = nameOf(row);
      return [row, counts.get(name) === 1 ? name : `${name} (${oneLine(row.student.id)})`];
    }),
  );
}
