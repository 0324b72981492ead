import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { runCommand } from './run-command';
import { SetupError } from './setup-error';

/**
 * Downloads a wheel by requirement (`tensorflow-cpu==2.15.1`) with Python's pip into a folder and returns its
 * file. The interpreter's own version does not matter: only the C library inside is used, so one ABI is asked for.
 */
export async function downloadWheel(requirement: string, folder: string): Promise<string> {
  fs.mkdirSync(folder, { recursive: true });
  const python = process.env.PYTHON || 'python3';
  const args = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--only-binary=:all:',
    ...TARGET,
    '-d',
    folder,
    requirement,
  ];
  const result = await runCommand(python, args).catch((error: Error) => ({
    code: null,
    output: error.message,
  }));
  const wheels = fs.readdirSync(folder).filter((name) => name.endsWith('.whl'));
  if (result.code === 0 && wheels.length === 1) return path.join(folder, wheels[0]);
  throw new SetupError(
    `"${python} -m pip download ${requirement}" failed:\n${lastLines(result.output, 6)}`,
    'It needs Python 3 with pip and a package index. Without them, pass a wheel file by --wheel FILE.whl, or an ' +
      'unpacked libtensorflow by --from FOLDER.',
  );
}

const TARGET = [
  ...['--implementation', 'cp', '--python-version', '3.11', '--abi', 'cp311'],
  ...['x86_64', 'aarch64']
    .filter((machine) => machine === { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string])
    .flatMap((machine) =>
      ['manylinux_2_17', 'manylinux2014'].flatMap((tag) => ['--platform', `${tag}_${machine}`]),
    ),
];

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join('\n');
}

/** Takes the C library and its headers out of a wheel into a folder, and returns the library's folder. */
export async function unpackLibrary(wheel: string, folder: string): Promise<string> {
  const zip = await openPromise(wheel, { autoClose: false }).catch((error: Error) => {
    throw new SetupError(
      `${wheel} cannot be read as a wheel: ${error.message}.`,
      'Give --wheel a .whl file.',
    );
  });
  try {
    for await (const entry of zip.eachEntry()) {
      if (WANTED.test(entry.fileName)) await unpackEntry(zip, entry, folder);
    }
  } finally {
    zip.close();
  }
  return path.join(folder, 'tensorflow');
}

/** The two libraries, and the headers of the C API with those that they include (they moved between versions). */
const WANTED = new RegExp(
  '^tensorflow/(?:libtensorflow(?:_cc|_framework)?\\.so[.\\d]*' +
    '|include/(?:tensorflow/c|tensorflow/core/platform|tsl/c|tsl/platform|xla/tsl/c|xla/tsl/platform)/.*\\.h)$',
);

async function unpackEntry(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const file = path.join(folder, entry.fileName);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), fs.createWriteStream(file));
}
