/**
 * Solves the square system A x = b by elimination with pivoting.
 *
 * @param rows each row of A followed by its element of b
 */
export function solve(rows: readonly (readonly number[])[]): number[] {
  const system = rows.map((row) => [...row]);
  const n = system.length;
  for (let column = 0; column < n; column++) {
    swapInPivot(system, column);
    const pivot = system[column];
    for (const row of system) {
      if (row !== pivot) subtract(row, pivot, row[column] / pivot[column]);
    }
  }
  return system.map((row, i) => row[n] / row[i]);
}

function swapInPivot(system: number[][], column: number): void {
  let best = column;
  for (let row = column; row < system.length; row++) {
    if (Math.abs(system[row][column]) > Math.abs(system[best][column])) best = row;
  }
  [system[column], system[best]] = [system[best], system[column]];
}

function subtract(row: number[], pivot: readonly number[], factor: number): void {
  for (let i = 0; i < row.length; i++) row[i] -= factor * pivot[i];
}
