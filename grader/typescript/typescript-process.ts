import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { COURSE, PROGRAM } from '../system/paths';

/** A function of this folder that a process runs: it takes one request and returns plain data. */
export interface Task {
  /** Absolute path of the module, and the name of its export. */
  module: string;
  name: string;
  request: unknown;
}

/** Why a task has no result; a process that has `crashed` was given nothing but this task. */
export type Failure = 'timed-out' | 'crashed' | 'not-started';

export type Answer<Result> = { result: Result } | { failure: Failure };

/** What is sent to a process, and what comes back. */
export interface Order {
  task: Task;
  milliseconds: number;
}
export type Message = 'ready' | { result: unknown };

/**
 * A process with the TypeScript compiler in it, which takes a third of a second to load: processes are kept and used
 * again. A few lines of a submission can keep a parser or a checker busy for years, so every task has a deadline; or
 * they need more memory than there is, which ends all of a process: so it is not the grader's own.
 */
export class TypeScriptProcess {
  private static readonly idle: TypeScriptProcess[] = [];
  private child = this.start();
  private ready = false;
  private used = false;
  private ended = false;

  /** One that waits for work, or a new one. It does not keep the program alive, and ends with it. */
  static take(): TypeScriptProcess {
    return TypeScriptProcess.idle.pop() ?? new TypeScriptProcess();
  }

  /** Gives back the memory of those that wait: some hundred megabytes after a type check. */
  static endIdle(): void {
    for (const waiting of TypeScriptProcess.idle.splice(0)) waiting.end();
  }

  private constructor() {}

  /** Runs one task. When there is no result, the process is gone. */
  async ask<Result>(task: Task, milliseconds: number): Promise<Answer<Result>> {
    let answer = await this.askOnce<Result>({ task, milliseconds });
    if ('failure' in answer && answer.failure === 'crashed' && this.used && !this.ended) {
      // What an earlier task has left in memory must not be held against this one.
      this.child = this.start();
      answer = await this.askOnce<Result>({ task, milliseconds });
    }
    this.used = true;
    if ('failure' in answer) this.end();
    return answer;
  }

  /** Makes the process available to the next who needs one. */
  giveBack(): void {
    TypeScriptProcess.idle.push(this);
  }

  end(): void {
    this.ended = true;
    this.child.kill('SIGKILL');
  }

  private start(): ChildProcess {
    this.ready = false;
    const child = fork(path.join(PROGRAM, 'loader', 'run.js'), [MAIN], {
      cwd: COURSE,
      execArgv: [`--max-old-space-size=${MEMORY_MEGABYTES}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Ctrl-C in a terminal is for the grader, which may want to finish what it does.
      detached: process.platform !== 'win32',
    });
    child.unref();
    child.channel?.unref();
    child.once('message', () => (this.ready = true));
    child.on('error', () => {}).on('exit', () => this.leaveIdle());
    return child;
  }

  private leaveIdle(): void {
    const at = TypeScriptProcess.idle.indexOf(this);
    if (at >= 0) TypeScriptProcess.idle.splice(at, 1);
  }

  private askOnce<Result>(order: Order): Promise<Answer<Result>> {
    const { child } = this;
    return new Promise((resolve) => {
      const settle = (answer: Answer<Result>) => {
        clearTimeout(timer);
        child.off('message', hear).off('error', fail).off('exit', fail);
        resolve(answer);
      };
      const hear = (message: Message) => message !== 'ready' && settle(message as { result: Result });
      const fail = () => settle({ failure: this.ready ? 'crashed' : 'not-started' });
      const timer = setTimeout(() => settle({ failure: 'timed-out' }), order.milliseconds);
      child.on('message', hear).on('error', fail).on('exit', fail);
      if (child.connected) child.send(order, (error) => error && fail());
      else fail();
    });
  }
}

const MAIN = require.resolve('./process-main');
/** Five times what the largest lab has needed. */
const MEMORY_MEGABYTES = 1024;
