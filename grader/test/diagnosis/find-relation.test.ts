import { expect } from 'chai';
import { findRelation } from '../../diagnosis/relations/find-relation';
import { compareTensors } from '../../suite/compare-tensors';
import { seededRandom } from '../../suite/random';
import { PlainTensor } from '../../wire/plain';

const image = seededRandom(1, 'image').uniform([2, 5, 4, 3], -1, 2);
const matrix = seededRandom(1, 'matrix').uniform([4, 4], -2, 2);
const pixels = new PlainTensor(
  'int32',
  [4, 6],
  Int32Array.from({ length: 24 }, (_, i) => (i * 7919) % 251),
);

function float(shape: number[], data: number[]): PlainTensor {
  return new PlainTensor('float32', shape, Float32Array.from(data));
}

function each(
  { dtype, shape, data }: PlainTensor,
  change: (value: number, index: number) => number,
): PlainTensor {
  return new PlainTensor(dtype, shape, Float32Array.from(data, change));
}

/** The element at the same place after a change of its index. */
function moved(tensor: PlainTensor, place: (at: number[]) => number[]): PlainTensor {
  const { shape } = tensor;
  const flat = (at: number[]) => at.reduce((sum, index, axis) => sum * shape[axis]! + index, 0);
  return each(tensor, (_, index) => {
    const at: number[] = [];
    for (let axis = shape.length - 1, rest = index; axis >= 0; axis -= 1) {
      at.unshift(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
    return tensor.data[flat(place(at))]!;
  });
}

function relate(actual: unknown, expected: unknown, given?: unknown) {
  const isClose = (a: PlainTensor, b: PlainTensor) => compareTensors(a, b).norm <= 1e-6;
  return findRelation({ actual, expected, isClose, label: null }, given);
}

const transposed = moved(matrix, ([row, column]) => [column!, row!]);
const cut = (tensor: PlainTensor, rows: number, from = 0) => {
  const size = tensor.data.length / tensor.shape[0]!;
  const data = tensor.data.slice(from * size, (from + rows) * size);
  return new PlainTensor(tensor.dtype, [rows, ...tensor.shape.slice(1)], data);
};

describe('the relation of a wrong result to the right one', () => {
  const cases: [name: string, values: Record<string, string>, actual: unknown, expected: unknown][] = [
    ['divided', { by: '255' }, each(image, (x) => x / 255), image],
    ['scaled', { by: '255' }, each(image, (x) => x * 255), image],
    ['negated', {}, each(image, (x) => -x), image],
    ['offset', { by: '-0.5' }, each(image, (x) => x - 0.5), image],
    ['scaled-and-offset', { factor: '2', offset: '3' }, each(image, (x) => 2 * x + 3), image],
    ['channels-scaled', {}, each(image, (x, i) => (x - 0.4 - (i % 3) / 10) / (0.2 + (i % 3) / 20)), image],
    ['channels-reversed', { axis: '3' }, moved(image, ([n, h, w, c]) => [n!, h!, w!, 2 - c!]), image],
    ['mirrored', { axis: '2' }, moved(image, ([n, h, w, c]) => [n!, h!, 3 - w!, c!]), image],
    ['upside-down', { axis: '1' }, moved(image, ([n, h, w, c]) => [n!, 4 - h!, w!, c!]), image],
    ['batch-reversed', { axis: '0' }, moved(image, ([n, h, w, c]) => [1 - n!, h!, w!, c!]), image],
    ['axes-swapped', { got: '[4, 4]', order: '[1, 0]' }, transposed, matrix],
    ['shifted', { axis: '1', by: '1' }, moved(matrix, ([r, c]) => [r!, (c! + 3) % 4]), matrix],
    ['reversed', { axis: '0' }, [4, 7, 1, 9], [9, 1, 7, 4]],
    ['rows-reordered', {}, moved(matrix, ([r, c]) => [[2, 0, 3, 1][r!]!, c!]), matrix],
    ['function-missing', { name: 'relu' }, image, each(image, (x) => Math.max(x, 0))],
    ['function-added', { name: 'relu' }, each(image, (x) => Math.max(x, 0)), image],
    ['function-added', { name: 'trunc' }, each(image, (x) => Math.trunc(4 * x)), each(image, (x) => 4 * x)],
    ['truncated', {}, each(pixels, (x, i) => x - (x > 0 && i % 2 ? 1 : 0)), pixels],
    ['dtype', { got: 'float32', wanted: 'int32' }, float([4, 6], [...pixels.data]), pixels],
    ['reshaped', { got: '[8, 2]', wanted: '[4, 4]' }, float([8, 2], [...matrix.data]), matrix],
    ['too-short', { axis: '0', got: '3', wanted: '4' }, cut(matrix, 3), matrix],
    ['starts-late', { axis: '0', got: '3', wanted: '4', missing: '1' }, cut(matrix, 3, 1), matrix],
    ['too-long', { axis: '0', got: '4', wanted: '3', more: '1' }, matrix, cut(matrix, 3)],
    ['all-zero', {}, each(matrix, () => 0), matrix],
    ['all-equal', { value: '0.5' }, each(matrix, () => 0.5), matrix],
    ['nan', { count: '1', total: '16', at: '[1, 0]' }, each(matrix, (x, i) => (i === 4 ? NaN : x)), matrix],
  ];
  for (const [name, values, actual, expected] of cases) {
    it(`is ${name} ${JSON.stringify(values)}`, () => {
      const dtype = actual instanceof PlainTensor && name === 'truncated' ? 'int32' : null;
      const given = dtype
        ? new PlainTensor('int32', pixels.shape, Int32Array.from((actual as PlainTensor).data))
        : actual;
      expect(relate(given, expected)).to.deep.equal({ name, values });
    });
  }

  it('is found whatever holds the numbers: lists, typed arrays, lists of these', () => {
    const right = [1, 2, 4, 7, 11];
    const wrong = right.map((value) => value / 255);
    for (const hold of [
      (list: number[]) => list,
      (list: number[]) => Float64Array.from(list),
      (list: number[]) => [Float64Array.from(list), Float64Array.from(list)],
    ])
      expect(relate(hold(wrong), hold(right))).to.deep.include({ name: 'divided', values: { by: '255' } });
  });

  it('is the input, where that is returned unchanged', () => {
    expect(
      relate(
        image,
        each(image, (x) => x * x + 1),
        { x: image },
      ),
    ).to.deep.equal({
      name: 'input-unchanged',
      values: {},
    });
  });

  const silent: [what: string, actual: unknown, expected: unknown][] = [
    ['a constant', each(matrix, () => 4), each(matrix, () => 2)],
    ['one number', float([1], [4]), float([1], [2])],
    ['a one-hot vector', float([2], [0, 1]), float([2], [1, 0])],
    ['a one-hot table', float([2, 2], [0, 1, 1, 0]), float([2, 2], [1, 0, 0, 1])],
    ['texts', ['b', 'a'], ['a', 'b']],
    ['other numbers', seededRandom(2, 'other').uniform([4, 4]), matrix],
    ['numbers with zeros, which have no logarithm', image, each(image, (x) => Math.max(x - 0.5, 0))],
    ['nothing at all', float([0], []), float([2], [1, 2])],
    ['lists of several lengths', [[1, 2], [3]], [[1], [2, 3]]],
  ];
  for (const [what, actual, expected] of silent) {
    it(`is none for ${what}`, () => {
      expect(relate(actual, expected)).to.equal(null);
    });
  }

  it('is found in a large tensor in a moment', () => {
    const large = seededRandom(3, 'large').uniform([2, 192, 192, 3]);
    const startedAt = performance.now();
    relate(
      each(large, (x, i) => x + Math.sin(i)),
      large,
    );
    expect(performance.now() - startedAt).to.be.below(3000);
  });
});
