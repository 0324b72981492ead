import { expected } from '../../../support/expected';
import type { ParityCase } from '../../compare';
import { requireDispatches } from '../../dispatches';
import { functionNamed, type Call, type Calls } from './call';
import { ELEMENTWISE } from './elementwise';
import { functionError, type FunctionFixture } from './fixture';
import { IMAGES } from './images';
import { PRODUCTS } from './products';
import { REDUCTIONS } from './reductions';
import { SHAPES } from './shapes';
import { TRAINING } from './training';

/**
 * Every function of tfjs that a student may call: its values, and its gradients where it has some.
 *
 * @param dispatches how many programs the GPU was given so far; a case that gives it none fails
 */
export function functionCases(dispatches?: () => number): ParityCase[] {
  return functionFixtures().map(([name, fixture]) => ({
    name,
    tolerance: fixture.tolerance,
    run() {
      const before = dispatches?.() ?? 0;
      return functionError(callOf(name), fixture, () => {
        if (dispatches) requireDispatches(name, dispatches() - before);
      });
    },
  }));
}

/** What PyTorch made of each case, by the cases' names. */
export function functionFixtures(): [string, FunctionFixture][] {
  return AREAS.flatMap((area) =>
    Object.entries(expected<Record<string, FunctionFixture>>(`functions-${area}`)),
  );
}

const AREAS = [
  ...['floats', 'whole-numbers', 'not-finite', 'reductions', 'losses', 'moved', 'of-many-axes'],
  ...['of-many-numbers', 'made', 'matrices', 'convolved', 'pooled', 'images', 'signals', 'optimizers'],
];

const CALLS: Calls = { ...ELEMENTWISE, ...REDUCTIONS, ...SHAPES, ...PRODUCTS, ...IMAGES, ...TRAINING };

/** Large whole numbers are called with as small ones are. */
function callOf(name: string): Call {
  return CALLS[name] ?? CALLS[name.replace(' large', '')] ?? functionNamed(name);
}
