import type { QuestionReport, TensorDifference } from '../../reporters';
import { exampleQuestion, exampleTest } from './build-report';

/** Five questions with every status, hidden tests of every visibility, and penalties. */
export function exampleQuestions(): QuestionReport[] {
  return [transformQuestion(), loaderQuestion(), blockQuestion(), transferQuestion(), freezeQuestion()];
}

/** Wrong at the border only, as a convolution without padding is; one cell is not a number. */
export function borderDifference(): TensorDifference {
  const grid = Array.from({ length: 28 }, (_, y) =>
    Array.from({ length: 28 }, (_, x) => {
      const edge = Math.min(x, y, 27 - x, 27 - y);
      return edge > 2 ? 0 : Number((0.42 / (1 + edge) + 0.11 * Math.sin(x * 0.7 + y * 1.3)).toFixed(4));
    }),
  );
  grid[14]![14] = NaN;
  return { shape: [1, 56, 56, 64], largest: 0.5299, at: [0, 0, 11, 3], grid };
}

function transformQuestion(): QuestionReport {
  return exampleQuestion({
    id: 'transform',
    title: 'Transforming an item',
    file: 'src/transform.ts',
    tests: [
      exampleTest({ id: 'pair', title: 'returns a pair of image and label' }),
      exampleTest({ id: 'label', title: 'maps the label to its tensor', output: 'label is cat\n' }),
      exampleTest({ id: 'pixels', title: 'has the pixels of the photograph', points: 1, maxPoints: 1 }),
    ],
  });
}

function loaderQuestion(): QuestionReport {
  return exampleQuestion({
    id: 'get-batch-at',
    title: 'Loading a batch',
    file: 'src/get-batch-at.ts',
    tests: [
      exampleTest({ id: 'first', title: 'returns the first batch', points: 0.25, maxPoints: 0.25 }),
      exampleTest({
        id: 'last',
        title: 'keeps the short last batch',
        status: 'failed',
        points: 0,
        maxPoints: 0.25,
        message: 'The last batch is missing: 10 items in batches of 4 make three batches, and yours has two.',
        expected: '[4, 4, 2]',
        actual: '[4, 4]',
        hint: 'How many batches do 10 items make? Look at what Math.floor does to the last one.',
      }),
      exampleTest({
        id: 'endless',
        title: 'stops after the last batch',
        status: 'timed-out',
        points: 0,
        maxPoints: 0.5,
        durationMs: 5000,
        message: 'Still running after 5 s. Is there a loop that never ends?',
        output: 'batch 0\nbatch 1\nbatch 2\nbatch 2\nbatch 2\n',
      }),
      exampleTest({
        id: 'batch-tfms',
        title: 'applies the batch transforms',
        points: 1,
        maxPoints: 1,
        hidden: true,
      }),
    ],
    penalties: [
      {
        id: 'left-off-the-device',
        title: 'A batch was left off the device',
        points: -0.5,
        maxPoints: -0.5,
        applied: true,
        message: 'The images of batch 0 are on cpu; the loader asked for wasm.',
      },
      {
        id: 'global-device',
        title: "The global device was used instead of the loader's own",
        points: 0,
        maxPoints: -0.1,
        applied: false,
        message: null,
      },
    ],
  });
}

function blockQuestion(): QuestionReport {
  return exampleQuestion({
    diagnosis: {
      mistake: 'zero-padding-left-out',
      says: 'The border of the image is not padded: the outermost pixels are computed from fewer numbers.',
      look: 'What does a padding of 1 add around the image?',
      how: 'behaviour',
      tests: ['pytorch'],
    },
    tests: [
      exampleTest({ id: 'shape', title: 'keeps the shape of its input', points: 0.2, maxPoints: 0.2 }),
      exampleTest({
        id: 'pytorch',
        title: 'matches PyTorch on a 64-channel block',
        status: 'failed',
        points: 0,
        maxPoints: 0.8,
        message: 'The output is not what PyTorch computes for the same weights and the same input.',
        expected: 'float32 [1, 56, 56, 64], mean 0.4127',
        actual: 'float32 [1, 56, 56, 64], mean 0.3902',
        hint: 'The differences are at the border. What does a padding of 1 do there?',
        difference: borderDifference(),
      }),
      exampleTest({
        id: 'other-strides',
        title: 'works with a stride of 2',
        status: 'failed',
        points: 0,
        maxPoints: 0.5,
        hidden: true,
        visibility: 'after-release',
        message: 'expected shape [1, 7, 7, 128], got [1, 14, 14, 128]',
        expected: '[1, 7, 7, 128]',
        actual: '[1, 14, 14, 128]',
        hint: 'The shortcut must shrink as the convolutions do.',
        source: { file: 'solutions/cnn/suites/architecture.suite.ts', line: 31 },
      }),
      exampleTest({
        id: 'running-statistics',
        title: 'leaves the running statistics of evaluation alone',
        points: 0.5,
        maxPoints: 0.5,
        hidden: true,
        visibility: 'never',
        source: { file: 'solutions/cnn/suites/architecture.suite.ts', line: 58 },
      }),
    ],
  });
}

function transferQuestion(): QuestionReport {
  return exampleQuestion({
    id: 'transfer-weights',
    title: 'Transferring weights',
    file: 'src/transfer-weights.ts',
    tests: [
      exampleTest({ id: 'width', title: 'gives the last layer its new width' }),
      exampleTest({
        id: 'copies',
        title: 'copies every other parameter',
        status: 'crashed',
        points: 0,
        maxPoints: 1,
        message: "TypeError: Cannot read properties of undefined (reading 'shape')",
        location: 'src/transfer-weights.ts:9:31',
        output: 'fc.weight undefined\n',
      }),
      exampleTest({ id: 'bias', title: 'starts the new bias at zero', status: 'skipped', points: 0 }),
    ],
    diagnostics: [
      "src/transfer-weights.ts:9:3 - Property 'fc2' does not exist on type 'ResNet18'.\n\n9   model.fc2.bias\n          ~~~",
    ],
  });
}

function freezeQuestion(): QuestionReport {
  return exampleQuestion({
    id: 'freeze',
    title: 'Freezing the body',
    file: 'src/freeze.ts',
    tests: [
      exampleTest({
        id: 'body',
        title: 'freezes the body',
        status: 'not-implemented',
        points: 0,
        maxPoints: 1,
      }),
      exampleTest({
        id: 'head',
        title: 'leaves the head trainable',
        status: 'not-implemented',
        points: 0,
        maxPoints: 1,
      }),
    ],
  });
}
