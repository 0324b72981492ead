/** A 3x3 matrix, row by row. */
export type Matrix3 = readonly number[];

/** The matrix that applies the last of `matrices` first. */
export function product(...matrices: readonly Matrix3[]): Matrix3 {
  return matrices.reduce(multiply);
}

function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  return a.map((_, i) => {
    const [row, column] = [i - (i % 3), i % 3];
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });
}
