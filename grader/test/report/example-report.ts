import type {
  EpochReport,
  PenaltyReport,
  QuestionReport,
  Report,
  RetrainReport,
  TensorDifference,
  TestReport,
} from '../../report/report';
import { CANARY, HOSTILE } from './hostile-text';

/** A test that passed, changed as asked. */
export function exampleTest(changes: Partial<TestReport> = {}): TestReport {
  return {
    id: 'keeps-the-shape',
    title: 'keeps the shape of its input',
    points: 0.5,
    maxPoints: 0.5,
    status: 'passed',
    hidden: false,
    visibility: 'always',
    durationMs: 12.4,
    message: null,
    expected: null,
    actual: null,
    hint: null,
    location: null,
    source: { file: 'assignments/cnn/suites/architecture.suite.ts', line: 14 },
    output: '',
    difference: null,
    ...changes,
  };
}

/** A question whose points are the sum of its tests and applied penalties. */
export function exampleQuestion(changes: Partial<QuestionReport> = {}): QuestionReport {
  const tests = changes.tests ?? [exampleTest()];
  const penalties = changes.penalties ?? [];
  const sum = (items: readonly { points: number }[]): number =>
    items.reduce((total, { points }) => total + points, 0);
  return {
    id: 'architecture',
    title: 'The residual block',
    file: 'src/residual-forward.ts',
    points: Math.max(0, sum(tests) + sum(penalties)),
    maxPoints: tests.reduce((total, { maxPoints }) => total + maxPoints, 0),
    tests,
    penalties,
    diagnostics: [],
    ...changes,
  };
}

/** A report of these questions, whose score is the sum of theirs. */
export function exampleReport(questions: QuestionReport[], changes: Partial<Report> = {}): Report {
  return {
    schema: 'boletim/report/v1',
    assignment: {
      id: 'cnn',
      title: 'Convolutional networks',
      version: '1.0.0',
      digest: 'sha256:4f0c1d7be9a2384f0c1d7be9a2384f0c1d7be9a2384f0c1d7be9a2384f0c1d7b',
    },
    submission: {
      name: 'ana.souza',
      digest: 'sha256:a77d02c9e51f63a77d02c9e51f63a77d02c9e51f63a77d02c9e51f63a77d02c9',
      missing: [],
      ignored: [],
    },
    environment: { node: 'v20.20.2', platform: 'linux x64', device: 'wasm', sandbox: 'bwrap', seed: 73 },
    startedAt: '2026-11-24T08:43:05.120Z',
    durationMs: 1834.2,
    questions,
    declaration: { status: 'missing', values: null, problems: [] },
    score: questions.reduce((total, { points }) => total + points, 0),
    maxScore: questions.reduce((total, { maxPoints }) => total + maxPoints, 0),
    warnings: [],
    authorErrors: [],
    retrain: null,
    ...changes,
  };
}

/** What a term brings: every status, hidden tests of every visibility, penalties, a declaration, a training. */
export function richReport(): Report {
  const questions = [
    transformQuestion(),
    loaderQuestion(),
    blockQuestion(),
    transferQuestion(),
    freezeQuestion(),
  ];
  return exampleReport(questions, {
    submission: {
      ...exampleReport([]).submission,
      missing: ['src/freeze.ts'],
      ignored: ['notes.txt', 'node_modules/'],
    },
    declaration: {
      status: 'given',
      values: {
        hours: 6.5,
        difficulty: 7,
        expectedGrade: 8.5,
        llmUse: 'To explain what a downsample is.',
        comments: 'Liked the residual block.\nThe loader took me an evening.',
      },
      problems: [],
    },
    warnings: ['src/transfer-weights.ts:9:3 Type error: Property "fc2" does not exist on type "ResNet18".'],
    retrain: exampleRetrain(),
  });
}

/** Every text a student controls, and some an author does, filled with what breaks careless formats. */
export function hostileReport(): Report {
  const tests = HOSTILE.map((text, index) =>
    exampleTest({
      id: `hostile-${index}`,
      title: index % 2 === 0 ? text.slice(0, 2000) : 'the same title twice',
      status: 'failed',
      points: 0,
      message: text,
      expected: text,
      actual: text,
      hint: text.slice(0, 2000),
      location: index === 3 ? `src/${text.slice(0, 50)}.ts:12:5` : 'src/freeze.ts:12:5',
      output: text,
    }),
  );
  const all = HOSTILE.map((text) => text.slice(0, 5000));
  const first = HOSTILE.slice(0, -1).join(' ').slice(0, 5000);
  const penalty: PenaltyReport = {
    id: 'penalty',
    title: first.slice(0, 400),
    points: -0.5,
    maxPoints: -0.5,
    applied: true,
    message: first,
  };
  const question = exampleQuestion({
    title: first.slice(0, 400),
    file: first,
    tests,
    penalties: [penalty],
    diagnostics: all,
  });
  return exampleReport([question], {
    submission: { name: first, digest: first, missing: all, ignored: all },
    environment: { node: first, platform: first, device: first, sandbox: 'process', seed: -0 },
    declaration: {
      status: 'given',
      values: { hours: 1e21, difficulty: 0, expectedGrade: -3, llmUse: first, comments: all.join('\n') },
      problems: all,
    },
    warnings: all,
    authorErrors: all,
    retrain: {
      ...exampleRetrain(),
      message: first,
      dataset: first,
      classes: all,
      artifacts: all,
      status: 'failed',
    },
  });
}

/** Hidden tests whose every guarded field contains the canary: no student's format may contain it. */
export function secretReport(): Report {
  const secret: Partial<TestReport> = {
    hidden: true,
    status: 'failed',
    points: 0.25,
    durationMs: 731_000,
    message: `expected ${CANARY}`,
    expected: CANARY,
    actual: CANARY,
    location: `src/${CANARY}.ts:1:1`,
    source: { file: `solutions/cnn/suites/${CANARY}.ts`, line: 5 },
    output: CANARY,
    difference: { shape: [731], largest: 731, at: [0], grid: [[731]] },
  };
  const tests = [
    exampleTest({ title: 'a public one' }),
    exampleTest({
      ...secret,
      id: 'a',
      title: 'works on other strides',
      visibility: 'always',
      hint: 'Look at strides.',
    }),
    exampleTest({ ...secret, id: 'b', title: 'the test for later', visibility: 'after-release' }),
    exampleTest({ ...secret, id: 'c', title: CANARY, hint: CANARY, visibility: 'never' }),
  ];
  return exampleReport([exampleQuestion({ tests })], { authorErrors: [CANARY] });
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

/** A training that looks like one: 24 steps an epoch, the first epoch frozen, one loss lost on the way. */
export function exampleRetrain(): RetrainReport {
  const epochs = Array.from({ length: 6 }, (_, epoch): EpochReport => {
    const trainLosses = Array.from({ length: 24 }, (_, step) => {
      const t = epoch + step / 24;
      return Number((2.2 * Math.exp(-t / 1.6) + 0.09 + 0.06 * Math.sin(step * 2.1 + epoch)).toFixed(4));
    });
    if (epoch === 2) trainLosses[7] = NaN;
    return {
      epoch,
      frozen: epoch === 0,
      trainLosses,
      learningRates: trainLosses.map((_, step) =>
        Number((0.002 * Math.sin((Math.PI * (epoch + step / 24)) / 6)).toFixed(6)),
      ),
      validLoss: Number((1.6 * Math.exp(-epoch / 1.5) + 0.21).toFixed(4)),
      validAccuracy: Number((0.96 - 0.5 * Math.exp(-epoch / 1.2)).toFixed(4)),
      seconds: 41.7 + epoch,
    };
  });
  return {
    status: 'finished',
    message: null,
    device: 'tensorflow',
    dataset: 'pets, 4 classes, 480 photographs',
    weights: 'resnet18, ImageNet-1k',
    classes: ['Abyssinian', 'beagle', 'Persian', 'pug'],
    epochs,
    test: {
      accuracy: 0.9375,
      loss: 0.2312,
      confusion: [
        [28, 0, 2, 0],
        [0, 27, 0, 3],
        [2, 0, 28, 0],
        [0, 1, 0, 29],
      ],
    },
    imagesPerSecond: 118.4,
    durationMs: 263_500,
    artifacts: ['retrain/weights.safetensors', 'retrain/losses.json'],
  };
}
