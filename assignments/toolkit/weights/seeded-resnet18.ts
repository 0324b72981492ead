import { BatchNorm2d, PlainBlock, ResNet18, type StateDict } from '../nn';
import { Generator, uniform, withGenerator } from '../random';

/**
 * Weights of a whole ResNet-18 that a seed fixes bit for bit, so that a fixture of a few bytes stands for them:
 * PyTorch's default initialisation after `torch.manual_seed(seed)`, then for each batch norm in order
 * `uniform_` of its weight, bias, running mean and running variance in `NORM_RANGES`.
 * The default generator stays where it is.
 *
 * @param options `outputs` of the last layer and `width` of the first stage, as the model to load has them
 */
export function seededResNet18Weights(seed: number, { outputs = 1000, width = 64 } = {}): StateDict {
  return withGenerator(new Generator(seed), () => {
    const model = new ResNet18(PlainBlock, outputs, width);
    const weights = model.stateDict();
    for (const [name, module] of model.namedModules()) {
      if (module instanceof BatchNorm2d) drawNorm(name, weights);
    }
    return weights;
  });
}

/** With these, activations keep about the same size from the first layer to the last. */
const NORM_RANGES = {
  weight: [0.5, 1.5],
  bias: [-0.25, 0.25],
  running_mean: [-0.125, 0.125],
  running_var: [0.125, 0.5],
} as const;

function drawNorm(norm: string, weights: StateDict): void {
  for (const [value, [low, high]] of Object.entries(NORM_RANGES)) {
    const { dtype, shape } = weights.get(`${norm}.${value}`)!;
    weights.set(`${norm}.${value}`, { dtype, shape, data: uniform(shape, low, high) });
  }
}
