import { PlainTensor } from '../../wire/plain';
import { unravel } from '../../suite/compare-tensors';
import { isTelling, sizeOf, type Grid } from './grid';
import { relation, shown, type Case, type Relation, type Search } from './relation';

/** What can be seen without rearranging or computing anything. */
export const plainRelations: Search = function* (the) {
  yield notANumber(the);
  yield dtypeAlone(the);
  yield allTheSame(the);
  yield inputUnchanged(the);
};

function notANumber({ actual, expected }: Case): Relation | null {
  const data = actual.data as Float32Array;
  const first = data.findIndex(Number.isNaN);
  if (first < 0 || (expected.data as Float32Array).some(Number.isNaN)) return null;
  const count = data.filter(Number.isNaN).length;
  return relation('nan', { count, total: data.length, at: shown(unravel(first, actual.shape)) });
}

function dtypeAlone({ actual, expected, near }: Case): Relation | null {
  if (actual.dtype === expected.dtype || !near(actual, expected)) return null;
  return relation('dtype', { got: actual.dtype, wanted: expected.dtype });
}

function allTheSame({ actual, expected }: Case): Relation | null {
  const [first] = actual.data;
  const constant = (actual.data as Float32Array).every((value) => value === first);
  if (!constant || actual.data.length < 3 || !isTelling(expected)) return null;
  return first === 0 ? relation('all-zero') : relation('all-equal', { value: Number(first!.toPrecision(7)) });
}

function inputUnchanged({ actual, given }: Case): Relation | null {
  if (!isTelling(actual)) return null;
  const same = (input: Grid) =>
    String(input.shape) === String(actual.shape) &&
    (input.data as Float32Array).every((value, index) => value === actual.data[index]);
  return tensorsIn(given).some(same) ? relation('input-unchanged') : null;
}

/** Tensors anywhere in an argument; a handful is all that a test passes. */
function tensorsIn(value: unknown, depth = 0): Grid[] {
  if (value instanceof PlainTensor) return sizeOf(value.shape) === value.data.length ? [value] : [];
  if (depth > 3 || typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value)
    .slice(0, 50)
    .flatMap((item) => tensorsIn(item, depth + 1));
}
