import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** Corrects the WebGPU backend: its gradient of max pooling goes to the last of several equal values. */
export async function registerWebgpuKernels(): Promise<void> {
  const { webgpu_util: util } = await import('@tensorflow/tfjs-backend-webgpu');
  const kernelFunc = (call: object): tf.TensorInfo => maxPoolGrad(call as PoolGradientCall, util);
  if (tf.getKernel(tf.MaxPoolGrad, BACKEND)) tf.unregisterKernel(tf.MaxPoolGrad, BACKEND);
  tf.registerKernel({ kernelName: tf.MaxPoolGrad, backendName: BACKEND, kernelFunc });
}

const BACKEND = 'webgpu';

type WebgpuUtil = typeof import('@tensorflow/tfjs-backend-webgpu').webgpu_util;

interface PoolGradientCall {
  /** dy [n, h', w', c], input [n, h, w, c] */
  inputs: { dy: tf.TensorInfo; input: tf.TensorInfo };
  attrs: tf.MaxPoolGradAttrs;
  backend: WebGPUBackend;
}

/** Sends each dy to the largest input under its window, the first one in reading order as PyTorch does. */
function maxPoolGrad({ inputs, attrs, backend }: PoolGradientCall, util: WebgpuUtil): tf.TensorInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const { dy, input } = inputs;
  const shape = input.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const pairs = [
    [info.strideHeight, info.strideWidth],
    [info.padInfo.top, info.padInfo.left],
    [info.filterHeight, info.filterWidth],
    [info.inHeight, info.inWidth],
    [info.outHeight, info.outWidth],
  ];
  const uniforms = pairs.map((data) => ({ type: 'int32', data }));
  return backend.runWebGPUProgram(program(shape, util), [dy, input], 'float32', uniforms);
}

/** One thread for each number of the result, which gathers what is sent to it. */
function program(shape: number[], util: WebgpuUtil) {
  const workgroupSize: [number, number, number] = [64, 1, 1];
  const dispatchLayout = util.flatDispatchLayout(shape);
  return {
    variableNames: ['dy', 'x'],
    uniforms: ['strides', 'pads', 'window', 'inSize', 'outSize']
      .map((name) => `${name} : vec2<i32>`)
      .join(', '),
    workgroupSize,
    size: true,
    outputShape: shape,
    dispatchLayout,
    dispatch: util.computeDispatch(dispatchLayout, shape, workgroupSize),
    shaderKey: 'firstMaxPoolGrad',
    getUserCode: () => SHADER,
  };
}

const SHADER = `
  fn isFirstLargest(here : vec4<i32>, corner : vec2<i32>) -> bool {
    let value = getX(here[0], here[1], here[2], here[3]);
    for (var i = max(corner.x, 0); i < min(corner.x + uniforms.window.x, uniforms.inSize.x); i++) {
      for (var j = max(corner.y, 0); j < min(corner.y + uniforms.window.y, uniforms.inSize.y); j++) {
        let other = getX(here[0], i, j, here[3]);
        let before = i < here[1] || (i == here[1] && j < here[2]);
        if (other > value || (other == value && before)) {
          return false;
        }
      }
    }
    return true;
  }

  fn main(index : i32) {
    if (index < uniforms.size) {
      let here = getCoordsFromIndex(index);
      let padded = here.yz + uniforms.pads;
      // The windows that hold this place.
      let first = max((padded - uniforms.window + uniforms.strides) / uniforms.strides, vec2<i32>(0));
      let last = min(padded / uniforms.strides, uniforms.outSize - 1);
      var sum = 0.0;
      for (var i = first.x; i <= last.x; i++) {
        for (var j = first.y; j <= last.y; j++) {
          if (isFirstLargest(here, vec2<i32>(i, j) * uniforms.strides - uniforms.pads)) {
            sum += getDy(here[0], i, j, here[3]);
          }
        }
      }
      setOutputAtIndex(index, sum);
    }
  }
`;
