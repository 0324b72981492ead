import type * as tf from '@tensorflow/tfjs-core';

/** What tfjs-node's backend offers beyond tfjs's own interface: any TensorFlow op by its name. */
export interface TensorflowBackend extends tf.KernelBackend {
  isUsingGpuDevice: boolean;
  binding: { TF_Version: string; TF_FLOAT: number } & Record<AttributeType, number>;
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: OpAttribute[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

type AttributeType = 'TF_ATTR_TYPE' | 'TF_ATTR_FLOAT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL';

/** One attribute of a TensorFlow op: `type` is a `TF_ATTR_*` code of the C API. */
export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}
