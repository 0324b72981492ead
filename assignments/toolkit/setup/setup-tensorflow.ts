import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder';
import { buildAddon, dropAside, layOutDeps } from './addon';
import { locateLibtensorflow } from './libtensorflow';
import { runCommand } from './run-command';
import { SetupError } from './setup-error';
import { ensureTfjsPackage, TFJS_PACKAGES } from './tfjs-package';
import { UndoStack } from './undo';
import { downloadWheel, unpackLibrary } from './wheel';

/** Where the library comes from; with none of the fields, the wheel `DEFAULT_WHEEL`. */
export interface SetupOptions {
  /** The repository's root: the folder of node_modules. */
  root: string;
  /** A folder with libtensorflow, or a .so file in it. */
  from?: string | undefined;
  /** A .whl file, or what pip is asked for: `tensorflow`, `tensorflow-cpu==2.19.1`. */
  wheel?: string | undefined;
  /** Do it again although it already works. */
  force?: boolean | undefined;
  /** Told each step as it starts. */
  log?: (line: string) => void;
}

/** What works afterwards. */
export interface SetupResult {
  version: string;
  processor: 'cpu' | 'gpu';
  /** False when it worked before and nothing was done. */
  changed: boolean;
}

/** TensorFlow 2.15 is the newest for which GPU builds of CUDA 12.2 and a small CPU wheel both exist. */
export const DEFAULT_WHEEL = 'tensorflow-cpu==2.15.1';

/**
 * Brings up the `tensorflow` device: finds libtensorflow, lays it out for tfjs-node, compiles the addon and
 * computes with it. Does nothing when that already works; puts everything back when a step fails.
 */
export async function setupTensorflow(options: SetupOptions): Promise<SetupResult> {
  const log = options.log ?? (() => undefined);
  if (process.platform !== 'linux') throw unsupported();
  const source = sourceOf(options);
  const before = options.force ? undefined : await alreadyWorking(options, source);
  if (before) return { ...before, changed: false };
  const undo = new UndoStack();
  const interrupt = interruptible();
  try {
    const work = install(source, { root: options.root, undo, log });
    return { ...(await Promise.race([work, interrupt.promise])), changed: true };
  } catch (error) {
    log('Undoing what was done …');
    const failures = await undo.undo();
    for (const failure of failures) log(`could not undo: ${failure.message}`);
    throw error;
  } finally {
    interrupt.stop();
  }
}

interface Installation {
  root: string;
  undo: UndoStack;
  log: (line: string) => void;
}

async function install(source: Source, { root, undo, log }: Installation): Promise<Working> {
  const library = locateLibtensorflow(await libraryFolder(source, log));
  log('Installing the tfjs-node package …');
  const packageFolder = await ensureTfjsPackage(root, undo);
  log(`Laying out ${library.library} …`);
  layOutDeps(packageFolder, library, undo);
  log('Compiling the addon …');
  await buildAddon(packageFolder, undo);
  log('Computing with it …');
  const working = await verified();
  fs.writeFileSync(path.join(packageFolder, 'deps', RECORD), JSON.stringify({ source: source.label }));
  dropAside(packageFolder);
  return working;
}

interface Source {
  kind: 'folder' | 'wheel-file' | 'requirement';
  /** A path, or a pip requirement. */
  value: string;
  /** Tells one source from another in the record and in the cache. */
  label: string;
}

interface Working {
  version: string;
  processor: 'cpu' | 'gpu';
}

const RECORD = 'boletim.json';

function sourceOf({ from, wheel }: SetupOptions): Source {
  if (from && wheel) throw new SetupError('Both --from and --wheel were given.', 'Give one of them.');
  if (from) return { kind: 'folder', value: from, label: path.resolve(from) };
  const value = wheel ?? DEFAULT_WHEEL;
  if (!value.endsWith('.whl')) return { kind: 'requirement', value, label: value };
  if (!fs.existsSync(value))
    throw new SetupError(`There is no wheel at ${path.resolve(value)}.`, 'Check --wheel.');
  return { kind: 'wheel-file', value, label: path.basename(value, '.whl') };
}

async function alreadyWorking(options: SetupOptions, source: Source): Promise<Working | undefined> {
  const asked = options.from !== undefined || options.wheel !== undefined;
  if (asked && recordedSource(options.root) !== source.label) return undefined;
  return verified().catch(() => undefined);
}

function recordedSource(root: string): string | undefined {
  const records = TFJS_PACKAGES.map((name) => path.join(root, 'node_modules', name, 'deps', RECORD));
  const record = records.find((file) => fs.existsSync(file));
  return record && (JSON.parse(fs.readFileSync(record, 'utf8')) as { source: string }).source;
}

/** A folder with the library, unpacked once into the user's cache when it comes from a wheel. */
async function libraryFolder(source: Source, log: (line: string) => void): Promise<string> {
  if (source.kind === 'folder') return source.value;
  const kept = path.join(cacheFolder(), 'libtensorflow', source.label.replace(/[^\w.=-]+/g, '_'));
  if (fs.existsSync(kept)) return path.join(kept, 'tensorflow');
  const partial = `${kept}.partial-${process.pid}`;
  try {
    if (source.kind === 'requirement') log(`Downloading ${source.value} with pip …`);
    const isFile = source.kind === 'wheel-file';
    const wheel = isFile ? source.value : await downloadWheel(source.value, path.join(partial, 'wheel'));
    log(`Unpacking ${path.basename(wheel)} …`);
    await unpackLibrary(wheel, partial);
    fs.rmSync(path.join(partial, 'wheel'), { recursive: true, force: true });
    locateLibtensorflow(path.join(partial, 'tensorflow'));
    fs.renameSync(partial, kept);
  } finally {
    fs.rmSync(partial, { recursive: true, force: true });
  }
  return path.join(kept, 'tensorflow');
}

/** Runs verify.ts as a program with the loader that this program was started with. */
async function verified(): Promise<Working> {
  const script = require.resolve('./verify');
  const result = await runCommand(process.execPath, [...loaderArguments(), script]);
  const lastLine = result.output.trim().split('\n').at(-1) ?? '';
  if (result.code === 0 && lastLine.startsWith('{')) return JSON.parse(lastLine) as Working;
  const ended = result.code === null ? 'it crashed' : `exit code ${result.code}`;
  throw new SetupError(
    `The addon was built but does not compute (${ended}):\n${result.output.trim().slice(-1500)}`,
    'Try another library: --wheel tensorflow-cpu==2.19.1, or --from FOLDER.',
  );
}

/** The TypeScript loader is whichever module is registered for `.ts` here. */
function loaderArguments(): string[] {
  const loader = Object.keys(require.cache).find((file) => file.endsWith(path.join('loader', 'register.js')));
  return loader ? ['--require', loader] : process.execArgv;
}

function unsupported(): SetupError {
  return new SetupError(
    `This set-up knows Linux; this is ${process.platform}.`,
    'On macOS and Windows let the package fetch its own library: npm rebuild @tensorflow/tfjs-node-gpu.',
  );
}

/** Turns Ctrl-C into a rejection, so that an interrupted set-up is undone like a failed one. */
function interruptible(): { promise: Promise<never>; stop: () => void } {
  let reject: (error: Error) => void;
  const promise = new Promise<never>((_, no) => (reject = no));
  promise.catch(() => undefined);
  const onSignal = (): void => reject(new SetupError('Interrupted.', 'Run it again to go on.'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return { promise, stop: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal) };
}
