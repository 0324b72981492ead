import * as tf from '@tensorflow/tfjs-core';
import path from 'node:path';

/**
 * Lets whoever uses a tensor after it was freed be told by whom: tfjs itself says no more than that it was, and an
 * operation that gets such a tensor as an argument not even that.
 */
export function watchDisposals(): void {
  if (watching) return;
  watching = true;
  watchTensors(tf.Tensor.prototype);
  watchTensors(tf.Variable.prototype);
  watchScopes(tf.engine());
  watchData(tf.engine());
}

/** Notes that something, by any of its names, is freed now, by whoever is on the stack. */
export function noteDisposal(...owners: object[]): void {
  if (ending === 'unseen' || stacks >= MOST_STACKS) return;
  const disposal = ending ? (ending.disposal ??= new Disposal(true)) : new Disposal(false);
  for (const owner of owners) disposals.set(owner, disposal);
}

/** Frees a tensor that nobody but the caller has seen: nobody can use it too late, and a stack takes its time. */
export function disposeUnseen(tensor: tf.Tensor): void {
  whileEnding('unseen', () => tensor.dispose());
}

/** The end of a sentence about something that is used too late: `freed by dispose() at line 12 of freeze.ts; …`. */
export function whoFreed(owner: object): string {
  const disposal = disposals.get(owner);
  if (!disposal) return 'freed before; free it after its last use';
  const { how, place } = disposal.read();
  if (how === 'tidy') return `freed by tf.tidy at ${place}; tidy keeps only what its function returns`;
  if (how === 'scope') return 'freed when the call that made it ended; a call keeps only what it returns';
  return `freed by ${place ? `dispose() at ${place}` : 'the toolkit'}; free it after its last use`;
}

let watching = false;
/**
 * The scope that is ending, with one stack for all that it frees. What an operation makes on its way is seen by nobody,
 * and a stack takes as long as a small operation.
 */
let ending: { disposal?: Disposal } | 'unseen' | undefined;
const disposals = new WeakMap<object, Disposal>();
/** A test takes some tens of stacks. A training of hours would take millions, and makes its mistakes in the first step. */
const MOST_STACKS = 10_000;
let stacks = 0;
// A copy from before student code loads.
const { captureStackTrace } = Error;

/** Who is freeing something. To make text of a stack takes much longer than to take it, and is for who asks. */
class Disposal {
  readonly #trace: { stack?: string } = {};

  constructor(private readonly isScope: boolean) {
    stacks += 1;
    captureStackTrace(this.#trace, Disposal);
  }

  read(): { how: 'dispose' | 'tidy' | 'scope'; place: string | undefined } {
    const frames = (this.#trace.stack ?? '').split('\n').slice(1);
    const places = frames.map(placeOf);
    // The first frame is this file, wherever its compiled code lies.
    const ours = path.dirname(path.dirname(places[0]?.file ?? ''));
    const first = places.findIndex((place) => place !== undefined && !isLibrary(place.file, ours));
    const isTidy = frames.slice(0, Math.max(first, 0)).some((frame) => frame.includes(' Engine.tidy '));
    const { file, line } = places[first] ?? {};
    return {
      how: !this.isScope ? 'dispose' : isTidy ? 'tidy' : 'scope',
      place: file === undefined ? undefined : `line ${line} of ${path.basename(file)}`,
    };
  }
}

function placeOf(frame: string): { file: string; line: string } | undefined {
  const [, file, line] = /([^\s()]+):(\d+):\d+\)?$/.exec(frame.slice(0, 2000)) ?? [];
  return file && line ? { file: file.replaceAll('\\', '/'), line } : undefined;
}

/** The toolkit's and tfjs's own files, and what is no file. */
function isLibrary(file: string, toolkit: string): boolean {
  const isOurs = file.startsWith(`${toolkit}/`) && !file.startsWith(`${toolkit}/test/`);
  return isOurs || /^node:|\/@tensorflow\//.test(file) || !file.includes('/');
}

function watchTensors(prototype: tf.Tensor): void {
  const { dispose } = prototype;
  prototype.dispose = function () {
    if (!this.isDisposed) noteDisposal(this, this.dataId);
    dispose.call(this);
  };
  prototype.throwIfDisposed = function () {
    if (this.isDisposed) throw new Error(`A tensor is used after it was ${whoFreed(this)}.`);
  };
}

function watchScopes(engine: ReturnType<typeof tf.engine>): void {
  const { endScope } = engine;
  engine.endScope = function (result) {
    whileEnding(this.state.activeScope.name.endsWith('__op') ? 'unseen' : {}, () =>
      endScope.call(this, result),
    );
  };
}

function whileEnding(what: typeof ending, free: () => void): void {
  const outer = ending;
  ending = what;
  try {
    free();
  } finally {
    ending = outer;
  }
}

/** Every device asks for data that it does not hold here: those of another device, and those that are gone. */
function watchData(engine: ReturnType<typeof tf.engine>): void {
  const { moveData } = engine;
  engine.moveData = function (backend, dataId) {
    if (!this.state.tensorInfo.has(dataId))
      throw new Error(`A tensor is used after it was ${whoFreed(dataId)}.`);
    moveData.call(this, backend, dataId);
  };
}
