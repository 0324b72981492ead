import { DEVICES, type Device } from '../../device';
import { GRADIENTS, KERNELS } from '../../device/corrections';
import { functionFixtures } from './cases/functions';
import { limitOf, LIMITS } from './limits';

/** docs/functions.md: what is compared, where a device differs, and what of tfjs is replaced. */
export function functionsPage(): string {
  const fixtures = functionFixtures();
  return [
    ...opening(fixtures.length, rows().length),
    ...section('Where a device differs', limitsTable()),
    ...section('What is compared', table(['function', 'cases', 'gradient', ...DEVICES], rows())),
    ...section('Kernels that are replaced', KERNELS_TEXT, kernelsTable()),
    ...section('Gradients that are replaced', GRADIENTS_TEXT, gradientsTable()),
    ...BESIDE,
  ]
    .join('\n')
    .concat('\n');
}

function opening(cases: number, functions: number): string[] {
  return [
    '# Functions on every device',
    '',
    '<!-- Written by `npm run parity -- --page`. A test fails when it is out of date. -->',
    '',
    `A student may call any function of TensorFlow.js. ${functions} of them, in ${cases} cases, are compared with PyTorch on`,
    'every device by `npm run parity`: values and, where there is one, the gradient of every input, broadcasting, whole',
    'numbers, NaN and infinities, ties and corners. On `webgpu` a case fails that gives the GPU nothing to do.',
  ];
}

function section(title: string, ...parts: (string | string[])[]): string[] {
  return ['', `## ${title}`, ...parts.flatMap((part) => ['', ...[part].flat()])];
}

const KERNELS_TEXT =
  'Faults of TensorFlow.js 4.22 that a device of this toolkit does not have. What a device lacks altogether is computed by ' +
  'plain JavaScript, slowly, and on `webgpu` refused. The kernels that training spends its time in are replaced, too, for ' +
  'speed (`device/kernels`).';

const GRADIENTS_TEXT = 'On every device: in TensorFlow.js 4.22 the gradient of …';

/** What the cases cannot say. */
const BESIDE = [
  '',
  '## Beside the functions',
  '',
  '- `tf.train.adadelta` is replaced: in TensorFlow.js 4.22 it is plain gradient descent. `rmsprop` and `adagrad` add epsilon',
  "  within the root, PyTorch's outside of it.",
  "- The normal initialisers of `tf.layers` (`glorotNormal`, `heNormal`, `leCunNormal`) are 12 % narrower than PyTorch's:",
  '  they cut the distribution at two standard deviations and do not make up for it. The layers of this toolkit draw what',
  '  PyTorch draws.',
  '- `tf.signal.hannWindow` and `hammingWindow` are periodic for even lengths and symmetric for odd ones; in PyTorch they',
  '  are periodic unless told otherwise.',
  '- Second derivatives: TensorFlow.js has none of convolutions and pooling.',
];

function limitsTable(): string[] {
  const wheres = LIMITS.map(({ devices }) =>
    devices.length === DEVICES.length ? 'all' : devices.join(', '),
  );
  return table(
    ['', 'device', 'what differs'],
    LIMITS.map(({ why }, i) => [String(i + 1), wheres[i], why]),
  );
}

/** A row for each function: how many cases, and on each device a tick or the numbers of what differs. */
function rows(): string[][] {
  const functions = new Map<string, { names: string[]; hasGradient: boolean }>();
  for (const [name, { dy }] of functionFixtures()) {
    const [first] = name.split(' ');
    const known = functions.get(first) ?? { names: [], hasGradient: false };
    functions.set(first, {
      names: [...known.names, name],
      hasGradient: known.hasGradient || dy.length > 0,
    });
  }
  return [...functions]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, { names, hasGradient }]) => [
      `\`${name}\``,
      String(names.length),
      hasGradient ? '✓' : '–',
      ...DEVICES.map((device) => verdict(names, device)),
    ]);
}

function verdict(names: string[], device: Device): string {
  const limits = new Set(names.map((name) => limitOf(name, device)).filter((limit) => limit !== undefined));
  return limits.size === 0
    ? '✓'
    : `✓ but ${[...limits].map((limit) => LIMITS.indexOf(limit) + 1).join(', ')}`;
}

function kernelsTable(): string[] {
  return table(
    ['kernel', 'device', 'what TensorFlow.js does'],
    KERNELS.map(({ kernel, devices, fault }) => [kernel, devices.join(', '), fault]),
  );
}

function gradientsTable(): string[] {
  return table(
    ['kernel', '…'],
    GRADIENTS.map(({ kernel, fault }) => [kernel, fault]),
  );
}

function table(head: string[], lines: string[][]): string[] {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
}
