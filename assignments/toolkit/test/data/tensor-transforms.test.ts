import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  deviceOf,
  IntToFloatTensor,
  Normalize,
  onDevice,
  PILImage,
  startDevice,
  TensorImage,
  ToTensor,
  type Transform,
  tuple,
} from '../../index';
import { expected } from './fixtures';

interface Bytes {
  divided: number[];
  mean: number[];
  std: number[];
  normalised: number[];
}

const pytorch = expected<Bytes>('data-bytes-to-floats');

describe('ToTensor', () => {
  before(() => startDevice('wasm'));

  it('makes an int32 image [h, w, 3] in host memory, whatever the default device is', () => {
    const x = new ToTensor().call(new PILImage(2, 1, Uint8Array.of(1, 2, 3, 253, 254, 255))) as tf.Tensor;
    expect(x).to.be.instanceOf(TensorImage);
    expect([x.dtype, deviceOf(x)]).to.deep.equal(['int32', 'cpu']);
    expect(x.arraySync()).to.deep.equal([
      [
        [1, 2, 3],
        [253, 254, 255],
      ],
    ]);
    x.dispose();
  });

  it('leaves labels and other tensors as they are', () => {
    const label = tf.tensor1d([0, 1]);
    expect(new ToTensor().call(tuple('cat', label))).to.deep.equal(['cat', label]);
    label.dispose();
  });
});

for (const device of ['cpu', 'wasm'] as const) {
  describe(`on ${device}`, () => {
    before(() => startDevice('wasm'));

    it('IntToFloatTensor divides every byte as PyTorch does, bit for bit', () => {
      const bytes = TensorImage.from(onDevice(device, () => tf.range(0, 256, 1, 'int32')));
      const x = new IntToFloatTensor().call(bytes) as tf.Tensor;
      expect(x).to.be.instanceOf(TensorImage);
      expect([x.dtype, deviceOf(x), deviceOf(bytes)]).to.deep.equal(['float32', device, device]);
      expect(x.dataSync()).to.deep.equal(Float32Array.from(pytorch.divided));
      tf.dispose([bytes, x]);
    });

    it('Normalize takes mean and deviation of each channel off, bit for bit like PyTorch', () => {
      const pixels = pytorch.divided.flatMap((value) => [value, value, value]);
      const image = TensorImage.from(onDevice(device, () => tf.tensor4d(pixels, [1, 16, 16, 3])));
      const x = Normalize.fromStats(pytorch.mean, pytorch.std).call(image) as tf.Tensor;
      expect(x).to.be.instanceOf(TensorImage);
      expect(deviceOf(x)).to.equal(device);
      expect(x.dataSync()).to.deep.equal(Float32Array.from(pytorch.normalised));
      tf.dispose([image, x]);
    });
  });
}

describe('IntToFloatTensor and Normalize', () => {
  before(() => startDevice('wasm'));

  const transforms: [name: string, transform: Transform][] = [
    ['IntToFloatTensor', new IntToFloatTensor()],
    ['Normalize', Normalize.fromStats([0.5], [0.5])],
  ];
  for (const [name, transform] of transforms) {
    it(`leave labels alone, and their input as it was: ${name}`, () => {
      const [image, label] = [TensorImage.from(tf.ones([1, 1, 1, 1])), tf.tensor1d([0, 1], 'int32')];
      const [x, y] = transform.call(tuple(image, label)) as unknown as [tf.Tensor, tf.Tensor];
      expect(y).to.equal(label);
      expect(image.dataSync()[0]).to.equal(1);
      tf.dispose([image, label, x]);
    });
  }

  it('can divide by another number', () => {
    const image = TensorImage.from(tf.scalar(6, 'int32'));
    const x = new IntToFloatTensor(4).call(image) as tf.Tensor;
    expect(x.dataSync()[0]).to.equal(1.5);
    tf.dispose([image, x]);
  });

  it('say when the statistics do not fit the image', () => {
    const image = TensorImage.from(tf.ones([1, 2, 2, 3]));
    expect(() => Normalize.fromStats([0.5], [0.5]).call(image)).to.throw(
      'Normalize has statistics of 1 channels, the image [1,2,2,3] has 3',
    );
    image.dispose();
  });

  for (const [mean, std] of [
    [[0.5], [0.5, 0.5]],
    [[0.5], [0]],
    [[], []],
  ]) {
    it(`say that [${mean}] and [${std}] are no statistics`, () => {
      expect(() => new Normalize(mean, std)).to.throw(RangeError, 'for each channel');
    });
  }
});
