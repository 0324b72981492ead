import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from './setup-error';

/** The files of one TensorFlow C library: two shared libraries and the folder that holds `tensorflow/c/c_api.h`. */
export interface Libtensorflow {
  library: string;
  framework: string;
  include: string;
}

/**
 * Finds the library below a path: an unpacked libtensorflow archive (`lib/`, `include/`), the `tensorflow`
 * folder of an installed Python wheel, or one of their `.so` files. Throws SetupError naming what is missing.
 */
export function locateLibtensorflow(given: string): Libtensorflow {
  const start = path.resolve(given);
  if (!fs.existsSync(start)) throw new SetupError(`There is nothing at ${start}.`, FROM_HELP);
  const folder = fs.statSync(start).isDirectory() ? start : path.dirname(start);
  const library = firstMatch(searchFolders(folder), LIBRARY);
  const framework = firstMatch(searchFolders(folder), FRAMEWORK);
  if (!library || !framework) {
    const missing = library ? 'libtensorflow_framework.so' : 'libtensorflow.so or libtensorflow_cc.so';
    throw new SetupError(`No ${missing} below ${folder}.`, FROM_HELP);
  }
  return { library: checked(library), framework, include: includeFolder(path.dirname(library), folder) };
}

const FROM_HELP =
  'Give --from the folder of an unpacked libtensorflow archive, the "tensorflow" folder of an installed Python ' +
  'package, or a .so file of one of them.';
const LIBRARY = /^libtensorflow(_cc)?\.so(\.\d+)*$/;
const FRAMEWORK = /^libtensorflow_framework\.so(\.\d+)*$/;

function searchFolders(folder: string): string[] {
  const candidates = [folder, path.join(folder, 'lib'), path.join(folder, 'tensorflow')];
  return candidates.filter((candidate) => fs.existsSync(candidate));
}

/** The shortest matching name that is a real file: links such as `libtensorflow.so` resolve to their target. */
function firstMatch(folders: string[], pattern: RegExp): string | undefined {
  for (const folder of folders) {
    const names = fs.readdirSync(folder).filter((name) => pattern.test(name));
    const files = names.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
    if (files.length) return fs.realpathSync(files.sort((a, b) => a.length - b.length)[0]);
  }
  return undefined;
}

function includeFolder(libraryFolder: string, folder: string): string {
  const candidates = [libraryFolder, path.dirname(libraryFolder), folder].map((base) =>
    path.join(base, 'include'),
  );
  const found = candidates.find((candidate) => fs.existsSync(path.join(candidate, 'tensorflow/c/c_api.h')));
  if (!found) {
    throw new SetupError(
      `No headers (tensorflow/c/c_api.h) beside ${libraryFolder}; looked in ${[...new Set(candidates)].join(', ')}.`,
      'The addon is compiled against them: use a libtensorflow archive or a Python wheel that carries include/.',
    );
  }
  return found;
}

/** Some builds hide the C API; what the addon cannot link against is better refused by name than by the linker. */
function checked(library: string): string {
  if (!fileContains(library, 'TFE_NewContext')) {
    throw new SetupError(
      `${library} does not carry TensorFlow's C API (the symbol TFE_NewContext is not in it).`,
      'Use the libtensorflow archive, or the Python wheel tensorflow-cpu==2.15.1.',
    );
  }
  return library;
}

/** True when the file holds the ASCII text somewhere; reads a window at a time. */
export function fileContains(file: string, text: string): boolean {
  const needle = Buffer.from(text);
  const window = Buffer.alloc(8 << 20);
  const handle = fs.openSync(file, 'r');
  try {
    let kept = 0;
    for (;;) {
      const read = fs.readSync(handle, window, kept, window.length - kept, null);
      if (read === 0) return false;
      const filled = kept + read;
      if (window.subarray(0, filled).includes(needle)) return true;
      kept = Math.min(needle.length - 1, filled);
      window.copyWithin(0, filled - kept, filled);
    }
  } finally {
    fs.closeSync(handle);
  }
}
