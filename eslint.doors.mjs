import fs from 'node:fs';
import path from 'node:path';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import { noCircle } from './eslint.circles.mjs';

/**
 * What each folder may import besides itself: imports go one way, as docs/architecture.md draws them. A folder that is
 * not here may import nothing of ours.
 */
const GRADER = {
  loader: [],
  system: ['errors.ts', 'loader'],
  wire: [],
  report: [],
  receipt: ['errors.ts', 'report', 'system'],
  html: ['report'],
  reporters: ['html', 'report'],
  assignment: ['errors.ts', 'report', 'system', 'wire'],
  submission: ['assignment', 'errors.ts', 'report', 'system'],
  fetch: ['assignment', 'errors.ts'],
  typescript: ['diagnosis/finding.ts', 'errors.ts', 'loader', 'report/lang.ts', 'system'],
  suite: ['assignment', 'errors.ts', 'report', 'system', 'wire'],
  diagnosis: ['errors.ts', 'report', 'suite', 'system', 'wire'],
  'sandbox/child': ['wire', 'assignment/lab.ts', 'loader/source-maps.ts'],
  'sandbox/host': ['assignment', 'errors.ts', 'loader', 'report', 'system', 'wire'],
  run: [
    ...['assignment', 'diagnosis', 'errors.ts', 'loader', 'report', 'sandbox/host', 'submission', 'suite'],
    ...['system', 'typescript', 'wire'],
  ],
  training: ['assignment', 'errors.ts', 'fetch', 'html', 'report', 'run', 'sandbox/host', 'system', 'wire'],
  cli: [
    ...[
      'assignment',
      'errors.ts',
      'fetch',
      'loader',
      'receipt',
      'report',
      'reporters',
      'run',
      'sandbox/host',
      'submission',
    ],
    ...['suite', 'system', 'training', 'typescript'],
  ],
  'sandbox/index.ts': ['sandbox/host'],
  'teaching/write-schemas.ts': [
    ...['assignment', 'report', 'reporters', 'system', 'teaching/class', 'teaching/term'],
  ],
  'teaching/packages': ['errors.ts', 'loader', 'system'],
  'teaching/init': ['errors.ts', 'system', 'teaching/packages'],
  'teaching/check': [
    ...[
      'assignment',
      'diagnosis',
      'errors.ts',
      'report',
      'run',
      'sandbox/index.ts',
      'sandbox/host',
      'submission',
      'suite',
      'system',
    ],
    'wire',
  ],
  'teaching/class': [
    ...[
      'assignment',
      'errors.ts',
      'html',
      'receipt',
      'report',
      'reporters',
      'run',
      'submission',
      'suite',
      'system',
    ],
  ],
  'teaching/term': ['assignment', 'errors.ts', 'html', 'report', 'reporters', 'system', 'teaching/class'],
  'teaching/classroom': ['assignment', 'errors.ts', 'teaching/class'],
  'teaching/collect': ['assignment', 'errors.ts', 'report', 'system', 'teaching/class'],
  'teaching/receipts': ['assignment', 'errors.ts', 'receipt', 'report', 'run', 'system', 'teaching/class'],
  'teaching/release': [
    ...[
      'assignment',
      'diagnosis',
      'errors.ts',
      'receipt',
      'report',
      'reporters',
      'submission',
      'suite',
      'system',
      'teaching/class',
    ],
    'teaching/packages',
    'wire',
  ],
  'teaching/cli': [
    ...[
      'assignment',
      'cli',
      'errors.ts',
      'receipt',
      'report',
      'reporters',
      'sandbox/index.ts',
      'sandbox/host',
      'suite',
      'system',
    ],
    ...['teaching/check', 'teaching/class', 'teaching/classroom', 'teaching/collect', 'teaching/init'],
    ...['teaching/receipts', 'teaching/release', 'teaching/term'],
  ],
  'farm/queue': [
    ...['assignment', 'errors.ts', 'receipt', 'report', 'reporters', 'submission', 'system'],
    'teaching/class',
  ],
  'farm/worker': [
    ...['assignment', 'errors.ts', 'receipt', 'report', 'run', 'system', 'farm/queue', 'teaching/class'],
  ],
  'farm/serve': [
    ...['assignment', 'errors.ts', 'html', 'receipt', 'report', 'reporters', 'run', 'submission', 'suite'],
    ...['system', 'farm/queue', 'teaching/class'],
  ],
  'farm/cli': [
    ...[
      'assignment',
      'cli',
      'errors.ts',
      'receipt',
      'report',
      'reporters',
      'sandbox/index.ts',
      'sandbox/host',
    ],
    ...['farm/queue', 'farm/serve', 'farm/worker', 'teaching/class'],
  ],
  'farm/index.ts': ['cli', 'farm/cli'],
  'desk/return': ['errors.ts', 'report', 'reporters', 'system', 'teaching/class'],
  'desk/review': ['assignment', 'errors.ts', 'html', 'report', 'reporters', 'system', 'teaching/class'],
  'desk/similar': ['assignment', 'errors.ts', 'html', 'reporters', 'system', 'teaching/class'],
  'desk/index.ts': ['cli', 'desk/return', 'desk/review', 'desk/similar'],
};

/** Folders that hold several of those above. */
const PARENTS = ['', 'sandbox', 'teaching', 'farm', 'desk'];

const NO_SOURCES = new Set(['bin', 'dist', 'node_modules', 'schema', 'templates', 'test']);

/** Every folder and file of sources, by its path in `grader`, with what it may import. */
const doorsOf = Object.fromEntries(
  PARENTS.flatMap((parent) => sourcesIn(parent))
    .filter((place) => !PARENTS.includes(place))
    .map((place) => [place, GRADER[place] ?? []]),
);

function sourcesIn(parent) {
  return fs
    .readdirSync(path.join(import.meta.dirname, 'grader', parent), { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? !NO_SOURCES.has(entry.name) : entry.name.endsWith('.ts')))
    .map(({ name }) => path.posix.join(parent, name));
}

/** Where npm puts what only one of the packages depends on. */
const LIBRARIES = PARENTS.map((parent) => path.posix.join(parent, 'node_modules'));

const graderZones = Object.entries(doorsOf).flatMap(([folder, allowed]) => [
  {
    target: `./grader/${folder}`,
    from: './grader',
    except: [folder, ...allowed, ...LIBRARIES].map((name) => `./${name}`),
    message: `grader/${folder} may import ${allowed.join(', ') || 'nothing of ours'} (docs/architecture.md)`,
  },
  {
    target: `./grader/${folder}`,
    from: ['./assignments', './solutions', './fixtures', './bench'],
    message: 'the program knows no course',
  },
]);

/** A course depends on the packages, and on nothing inside of them. */
const courseZones = [
  {
    target: ['./assignments/!(toolkit)/**', './solutions'],
    from: './grader',
    except: ['./suite/index.ts'],
    message: 'an assignment imports boletim/suite and boletim/toolkit alone',
  },
  {
    target: './assignments/!(toolkit)/**',
    from: ['./solutions', './fixtures'],
    message: 'what students see imports nothing that only teachers have',
  },
  {
    target: './assignments/toolkit',
    from: ['./grader', './assignments', './solutions'],
    except: ['./toolkit'],
    message: 'the toolkit knows no grader and no assignment',
  },
];

export const doors = {
  files: ['**/*.ts'],
  plugins: { 'import-x': importX, boletim: { rules: { 'no-circle': noCircle } } },
  settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.d.ts'] })] },
  rules: {
    'import-x/no-restricted-paths': ['error', { zones: [...graderZones, ...courseZones] }],
    'boletim/no-circle': 'error',
  },
};
