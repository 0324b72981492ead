import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { AuthorError, GraderFault, UsageError, messageOf } from '../../errors';
import { FrameReader, writeFrame, type Frame } from '../../wire/frames';
import {
  fromSandbox,
  toFrame,
  type FromSandbox,
  type SandboxedError,
  type ToSandbox,
} from '../../wire/messages';
import type { Bounds } from '../../report/report';
import { startDeadline } from '../../system/deadline';
import { WireError, type Plain } from '../../wire/plain';
import { codeSentence, exitSentence } from './exit-sentence';
import { SandboxEnded, StudentError } from './failures';
import { launch } from './launch';
import type { LaunchPlan } from './launch-plan';
import { OutputBuffer } from './output';
import { ProcessTree } from './process-tree';
import { cgroupFor, ResourceBounds } from './resource-bounds';
import type { SandboxCgroup } from './sandbox-cgroup';
import { stageMark } from './stage';

export interface SandboxOptions extends LaunchPlan {
  device: string;
}

export interface EvaluateRequest {
  source: string;
  argument: unknown;
  /** Milliseconds this call may take; what it waits for a processor that others use does not count. */
  milliseconds: number;
  /** How the limit is described when it is passed. */
  limit: string;
  /** Takes news of a long call; a call that nobody listens to may send none. */
  onEvent?: (value: Plain) => void;
  /** Told how many milliseconds it took, counted in the same way. */
  onSpent?: (milliseconds: number) => void;
}

const START_MILLISECONDS = 60_000;
const START_LIMIT = 'the sandbox did not start within a minute';
/** Measuring costs a tenth of a millisecond on Linux, and a process elsewhere. */
const WATCH_MILLISECONDS = process.platform === 'linux' ? 50 : 500;
const DRAIN_MILLISECONDS = 200;
const FLOOD_BYTES = 64 * 1024 * 1024;

interface Pending {
  /** Empty for the start, which has no request. */
  id: string;
  /** Then it is open only until what was printed before has been read. */
  answered: boolean;
  onEvent(value: Plain): void;
  resolve(message: FromSandbox): void;
  reject(error: Error): void;
}

interface Request {
  id: string;
  milliseconds: number;
  limit: string;
  onEvent?: ((value: Plain) => void) | undefined;
  onSpent?: ((milliseconds: number) => void) | undefined;
}

/**
 * One sandbox process, seen from outside. At most one request is open; only an answer to it is accepted. Whatever
 * else the process does ends it, and every way it can end settles the open request.
 */
export class Sandbox {
  readonly output: OutputBuffer;
  /** The device the lab computes on; null before it said so. */
  device: string | null = null;
  private pending: Pending | null = null;
  private ended: SandboxEnded | null = null;
  private readonly child: ChildProcess;
  private readonly requests: Writable;
  private readonly reader = new FrameReader();
  private readonly watcher: NodeJS.Timeout;
  private readonly exited: Promise<void>;
  private readonly tree: ProcessTree | null;
  private readonly cgroup: SandboxCgroup | null;
  private readonly bounds: ResourceBounds;
  private readonly waits = new Map<string, number>();

  constructor(private readonly options: SandboxOptions) {
    this.output = new OutputBuffer(options.limits.outputKilobytes * 1024);
    this.cgroup = cgroupFor(options.limits);
    this.child = launch(options, this.cgroup);
    const mark = options.mode === 'process' ? stageMark(options.stage.scratch) : null;
    this.tree = this.child.pid === undefined ? null : new ProcessTree(this.child.pid, mark);
    this.bounds = new ResourceBounds(options.limits, this.tree, this.cgroup);
    const [, stdout, stderr, requests, answers] = this.child.stdio as [
      null,
      Readable,
      Readable,
      Writable,
      Readable,
    ];
    this.requests = requests;
    requests.on('error', () => {}); // A broken pipe: its end is reported by 'close' below.
    for (const stream of [stdout, stderr]) stream.on('data', (chunk: Buffer) => this.takeOutput(chunk));
    answers.on('data', (chunk: Buffer) => this.takeAnswer(chunk));
    const exited = new Promise<void>((resolve) => {
      this.child.once('error', (error) =>
        resolve(this.end('crashed', `the sandbox could not be started (${error.message})`)),
      );
      this.child.once('exit', (code, signal) => {
        const finish = () => {
          this.end('crashed', this.bounds.metInGroup() ?? exitSentence({ code, signal }, this.output.peek()));
          for (const stream of [stdout, stderr, answers]) stream.destroy();
          resolve();
        };
        // An answer that arrived with the end still counts: accept() settles it two turns later.
        const finishAfterAnswer = () => setImmediate(() => setImmediate(finish));
        // The pipes may hold more, but a process that escaped can keep them open for ever.
        const late = setTimeout(finishAfterAnswer, DRAIN_MILLISECONDS);
        this.child.once('close', () => {
          clearTimeout(late);
          finishAfterAnswer();
        });
      });
    });
    this.exited = exited.then(() => this.cgroup?.remove());
    this.watcher = setInterval(() => this.watch(), WATCH_MILLISECONDS);
    this.watcher.unref();
  }

  /** Who bounds its memory and processes. */
  get boundedBy(): Bounds {
    return this.bounds.by;
  }

  get alive(): boolean {
    return this.ended === null;
  }

  /** Loads the lab. No student code runs yet, so a failure here is not the student's. */
  async start(): Promise<void> {
    const { given, stage, inputs, device } = this.options;
    try {
      const started = this.ask({ id: '', milliseconds: START_MILLISECONDS, limit: START_LIMIT });
      this.requests.write(
        encodeRequest({ type: 'start', lab: given.lab, submission: stage.submission, inputs, device }),
      );
      const message = await started;
      if (message.type !== 'ready') throw startFailure(message, device);
      this.device = message.device;
    } catch (error) {
      if (!(error instanceof SandboxEnded)) throw error;
      throw new GraderFault(`The sandbox did not start: ${error.message}\n${this.output.take()}`.trim());
    }
  }

  /** Runs a callback beside the student's code and gives its result as data. */
  async evaluate(request: EvaluateRequest): Promise<Plain> {
    const id = randomBytes(16).toString('hex');
    const bytes = encodeRequest({ type: 'evaluate', id, source: request.source, argument: request.argument });
    const answer = this.ask({ ...request, id });
    this.requests.write(bytes);
    const message = await answer;
    if (message.type === 'error') throw new StudentError(message.error);
    return message.type === 'result' ? message.value : undefined;
  }

  /** Ends the process and everything it started, and waits until it is gone. */
  async close(): Promise<void> {
    this.end('crashed', 'the sandbox was closed');
    await this.exited;
  }

  private ask({ id, milliseconds, limit, onEvent = refuseEvent, onSpent }: Request): Promise<FromSandbox> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise<FromSandbox>((resolve, reject) => {
      // A busy grader may be late itself: what has arrived in time is read first.
      const late = () => setImmediate(() => pending.answered || this.end('timed-out', limit));
      const processes = () => this.tree?.members() ?? [];
      const deadline = startDeadline({ milliseconds, processes, waits: this.waits, late });
      const settle = () => {
        onSpent?.(deadline.spent());
        deadline.stop();
        if (this.pending === pending) this.pending = null;
      };
      const pending: Pending = {
        id,
        answered: false,
        onEvent,
        resolve: (message) => (settle(), resolve(message)),
        reject: (error) => (settle(), reject(error)),
      };
      this.pending = pending;
    });
  }

  private takeAnswer(chunk: Buffer): void {
    if (this.ended) return;
    // What the kernel has refused counts, whether or not somebody looked before the answer.
    const met = this.bounds.metInGroup();
    if (met) return this.end('crashed', met);
    try {
      for (const frame of this.reader.push(chunk)) this.accept(frame);
    } catch (error) {
      const what = error instanceof WireError ? error.message : 'a message that cannot be read';
      this.end('crashed', `it sent ${what}, which no assignment code does`);
    }
  }

  private accept(frame: Frame): void {
    const message = fromSandbox(frame);
    const id = message.type === 'ready' ? '' : message.id;
    const allowed = id === '' ? ['ready', 'error'] : ['event', 'result', 'error'];
    const { pending } = this;
    if (!pending || pending.answered || id !== pending.id || !allowed.includes(message.type)) {
      throw new WireError('an answer to no request');
    }
    if (message.type === 'event') return pending.onEvent(message.value);
    const { resolve } = pending;
    const settle = () =>
      message.type === 'error' && message.error.kind === 'exited'
        ? this.takeExit(message.error)
        : resolve(message);
    // What it printed before answering may still be in the pipe: let the streams be read first.
    setImmediate(() => setImmediate(settle));
    pending.answered = true;
  }

  private takeExit({ message, stack }: SandboxedError): void {
    this.endWith(new SandboxEnded('crashed', codeSentence(Number.parseInt(message, 10)), stack));
  }

  private takeOutput(chunk: Buffer): void {
    this.output.push(chunk);
    if (this.output.total > FLOOD_BYTES) this.end('crashed', `it printed more than ${FLOOD_BYTES >> 20} MB`);
  }

  private watch(): void {
    const reason = this.ended ? null : this.bounds.exceeded();
    if (reason) this.end('crashed', reason);
  }

  /** The first reason counts; later ones are only its consequences. */
  private end(how: SandboxEnded['how'], reason: string): void {
    this.endWith(new SandboxEnded(how, reason));
  }

  private endWith(end: SandboxEnded): void {
    if (this.ended) return;
    this.ended = end;
    clearInterval(this.watcher);
    this.kill();
    this.pending?.reject(end);
  }

  private kill(): void {
    if (process.platform === 'win32') this.child.kill('SIGKILL');
    else this.tree?.kill();
    this.cgroup?.kill();
    this.requests.destroy();
  }
}

function refuseEvent(): void {
  throw new WireError('news that nobody waits for');
}

/** What cannot be encoded here was written by the suite's author. */
function encodeRequest(message: ToSandbox): Buffer {
  try {
    return writeFrame(toFrame(message));
  } catch (error) {
    throw new AuthorError(`The argument of evaluate() cannot travel: ${messageOf(error)}.`);
  }
}

/** A device that somebody asked for by name may not be there; the best one always is. */
function startFailure(message: FromSandbox, device: string): Error {
  if (message.type !== 'error')
    return new GraderFault('The sandbox started with an answer instead of a greeting.');
  const { kind, message: reason, stack } = message.error;
  // No student code has run yet: the file is the lab.
  if (kind === 'file') return new AuthorError(`The assignment's lab cannot be used: ${reason}\n${stack}`);
  if (device === 'auto') return new GraderFault(`${labStartFailure(reason)}\n${stack}`);
  return new UsageError(
    `The device "${device}" cannot be used: ${reason}\n"npm run doctor" tells what this machine can do.`,
  );
}

/** Nobody here can tell a wrong lab from a broken machine. Taken for the machine's fault, a class goes on without it. */
function labStartFailure(reason: string): string {
  return `The assignment's lab did not start, whose start() was asked for the device "auto": ${reason}
On this machine alone: "npm run doctor" tells what it can do, and --device cpu asks the least of it.
On every machine: the lab is wrong; for "auto", start() must fall back to a device that every machine has.`;
}
