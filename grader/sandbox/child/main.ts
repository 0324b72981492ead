// First of all: from here on, modules come out of one file.
import './load-packed';

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import vm from 'node:vm';
import type { LabDefinition } from '../../assignment/lab';
import { mapStackTraces } from '../../loader/source-maps';
import { FrameReader, writeFrame } from '../../wire/frames';
import {
  ERROR_LIMITS,
  fromTrusted,
  toFrame,
  type EvaluateMessage,
  type FromSandbox,
  type StartMessage,
  type ToSandbox,
} from '../../wire/messages';
import { closeDoors } from './close-doors';
import { fromPlain, toPlain } from './convert';
import { describeError, describeExit } from './describe-error';
import { printAtOnce } from './print-at-once';
import { openSubmission, SubmissionFileError } from './submission';

/** The sandbox's side of the wire: descriptor 3 brings requests, descriptor 4 takes answers. */
const requests = new net.Socket({ fd: 3, readable: true, writable: false });
const answers = new net.Socket({ fd: 4, readable: false, writable: true });
const reader = new FrameReader();

// Copies from before student code loads: what it poisons later breaks its own answers only.
const { exit } = process;
const write = answers.write.bind(answers);
const runInThisContext = vm.runInThisContext;
const nextTurn = setImmediate;

closeDoors();
printAtOnce();
mapStackTraces(readCode);

let definition: LabDefinition<unknown>;
let lab: unknown;
let inputs: string[] = [];
let openRequest = '';
/** The last words have been said: the open call may still end, and has nothing to add. */
let dying = false;
let queue: Promise<void> = Promise.resolve();
let waiting: NodeJS.Timeout | undefined;

requests.on('data', (chunk: Buffer) => {
  clearTimeout(waiting);
  for (const frame of reader.push(chunk)) {
    queue = handleAfter(queue, fromTrusted(frame));
  }
});
requests.on('end', () => exit(0));
process.on('exit', (code) => answerExit(code));
process.on('uncaughtException', (error) => answerLastWords(error, 'outside of every call: '));
process.on('unhandledRejection', (reason) => answerLastWords(reason, 'in a promise that nobody awaits: '));

/** Frames of Node itself and of evaluated text have names that are no files. */
function readCode(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** `await`, unlike `then`, cannot be replaced by student code. */
async function handleAfter(previous: Promise<void>, message: ToSandbox): Promise<void> {
  await previous;
  await (message.type === 'start' ? start(message) : evaluate(message));
}

async function start(message: StartMessage): Promise<void> {
  try {
    const load = createRequire(message.lab);
    definition = loadLab(message.lab, load);
    inputs = message.inputs;
    const started = await definition.start?.({ device: message.device });
    lab = ofAuthor(() => definition.createLab(openSubmission(message.submission, load), { emit }));
    send({ type: 'ready', device: started?.device ?? null });
    waiting = setTimeout(() => void (queue = warmUp()), MILLISECONDS_TO_WAIT);
  } catch (error) {
    send({ type: 'error', id: '', error: describeError(error) });
  }
}

/** A request that is on its way is not kept waiting. */
const MILLISECONDS_TO_WAIT = 30;

/** Leaves behind what a call does. */
async function warmUp(): Promise<void> {
  try {
    await definition.warmUp?.();
    await definition.afterEvaluate?.();
  } catch {
    // The call that needs it meets it again, and tells.
  }
}

function loadLab(file: string, load: NodeJS.Require): LabDefinition<unknown> {
  return ofAuthor(() => {
    const { lab } = load(file) as { lab?: LabDefinition<unknown> };
    if (typeof lab?.createLab !== 'function')
      throw new Error('it must export `lab`, with a function createLab');
    return lab;
  });
}

/** What goes wrong here is the lab's author's doing; what goes wrong when it starts may be the machine's. */
function ofAuthor<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw Object.assign(new SubmissionFileError((error as Error).message), { stack: (error as Error).stack });
  }
}

async function evaluate({ id, source, argument }: EvaluateMessage): Promise<void> {
  openRequest = id;
  try {
    const callback = runInThisContext(`(${source}\n)`, { filename: 'evaluate' }) as (
      lab: unknown,
      argument: unknown,
    ) => unknown;
    const result = await callback(lab, fromPlain(argument, definition, inputs));
    const value = (await toPlain(result, definition)) as never;
    // A promise that student code left behind may have failed by now: let it fail while its own call is open.
    await new Promise((resolve) => nextTurn(resolve));
    if (!dying) send({ type: 'result', id, value });
  } catch (error) {
    if (!dying) send({ type: 'error', id, error: describeError(error) });
  }
  openRequest = '';
  await definition.afterEvaluate?.();
}

/** Sends news of the open call; resolves when the bytes are on their way, so that a fast sender waits. */
async function emit(news: unknown): Promise<void> {
  const value = (await toPlain(news, definition)) as never;
  await new Promise<void>((resolve) => {
    write(writeFrame(toFrame({ type: 'event', id: openRequest, value })), () => resolve());
  });
}

function send(message: FromSandbox): void {
  write(writeFrame(toFrame(message)));
}

/** Who called `process.exit` can be told only here, and only at once. */
function answerExit(code: number): void {
  if (dying || openRequest === '') return;
  try {
    writeSync(4, writeFrame(toFrame({ type: 'error', id: openRequest, error: describeExit(code) })));
  } catch {
    // Nobody listens any more, or student code has broken this: the end itself says enough.
  }
}

/** An error that nobody catches is the open call's failure, and this process is done. */
function answerLastWords(thrown: unknown, where: string): void {
  if (dying) return;
  dying = true;
  if (openRequest === '') exit(1);
  const described = describeError(thrown);
  // An import has a sentence of its own, wherever it was asked for.
  const place = described.message.startsWith("Cannot find module '") ? '' : where;
  const message = `${place}${described.message}`.slice(0, ERROR_LIMITS.message);
  const answer = { type: 'error', id: openRequest, error: { ...described, message } } as const;
  write(writeFrame(toFrame(answer)), () => exit(1));
}
