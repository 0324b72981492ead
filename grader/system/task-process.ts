import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { startDeadline } from './deadline';
import { waitsOf } from './processor-waits';
import { COURSE, PROGRAM } from './paths';
import { withResourceLimits } from './resource-limits';
import { END_WITH_PARENT, findSetpriv } from './setpriv';
import { fromSnapshot, snapshotOf } from './snapshot';
import { LOOKS_FOR_PARENT, type Message, type Order, type Task } from './task-messages';

/** Why a task has no result; what has `crashed` has done so twice, the second time in a process that was given nothing else. */
export type Failure = 'timed-out' | 'crashed' | 'not-started';

/** The reason is what the task threw, where that is why it failed. */
export type Answer<Result> = { result: Result } | { failure: Failure; reason?: string };

export interface TaskProcessPlan {
  memoryMegabytes: number;
  /** Name of a snapshot to start from, where there is one. */
  snapshot?: string;
}

/**
 * A process that runs one task after the other. A few bytes of a submission can keep a parser busy for years, so every
 * task has a deadline; or make it need more memory than there is, which ends all of a process: so it is not the
 * grader's own.
 */
export class TaskProcess {
  private child: ChildProcess;
  private ready = false;
  private ended = false;

  /** @param onExit called whenever it has ended, by itself or not */
  constructor(
    private readonly plan: TaskProcessPlan,
    private readonly onExit: () => void,
  ) {
    this.child = this.start(plan);
  }

  /** Runs one task. When there is no result, the process is gone. */
  async ask<Result>(task: Task, milliseconds: number): Promise<Answer<Result>> {
    let answer = await this.askOnce<Result>(task, milliseconds);
    if ('failure' in answer && answer.failure !== 'timed-out' && !this.ended) {
      // What an earlier task or a snapshot has left in memory, or a machine without memory has ended, must not be held
      // against this one.
      this.child.kill('SIGKILL');
      this.child = this.start({ memoryMegabytes: this.plan.memoryMegabytes });
      answer = await this.askOnce<Result>(task, milliseconds);
    }
    if ('failure' in answer) this.end();
    return answer;
  }

  get isEnded(): boolean {
    return this.ended;
  }

  end(): void {
    this.ended = true;
    this.child.kill('SIGKILL');
  }

  private start(plan: TaskProcessPlan): ChildProcess {
    this.ready = false;
    const child = spawnNode(plan);
    child.unref();
    child.channel?.unref();
    child.once('message', () => (this.ready = true));
    child.on('error', () => {}).on('exit', this.onExit);
    return child;
  }

  private askOnce<Result>(task: Task, milliseconds: number): Promise<Answer<Result>> {
    const { child } = this;
    return new Promise((resolve) => {
      const settle = (answer: Answer<Result>) => {
        deadline.stop();
        child.off('message', hear).off('error', fail).off('exit', fail);
        resolve(answer);
      };
      const hear = (message: Message) => {
        if (message === 'ready') return;
        settle('reason' in message ? { failure: 'crashed', ...message } : (message as { result: Result }));
      };
      const fail = () => settle({ failure: this.ready ? 'crashed' : 'not-started' });
      const processes = () => (child.pid === undefined ? [] : [child.pid]);
      const deadline = startDeadline({
        ...{ milliseconds, processes, waits: waitsOf(processes()) },
        late: () => settle({ failure: 'timed-out' }),
      });
      child.on('message', hear).on('error', fail).on('exit', fail);
      if (child.connected) child.send({ task } satisfies Order, (error) => error && fail());
      else fail();
    });
  }
}

const LOADER = path.join(PROGRAM, 'loader', 'run.js');
const MAIN = require.resolve('./task-main');

/** What a process of tasks is started with; its snapshot is taken with the same. */
export function nodeFlags({ memoryMegabytes }: Pick<TaskProcessPlan, 'memoryMegabytes'>): string[] {
  // Collecting on more threads ends no sooner, and takes a seventh more of the processors that others wait for.
  return ['--single-threaded-gc', `--max-old-space-size=${memoryMegabytes}`];
}

function spawnNode({ memoryMegabytes, snapshot }: TaskProcessPlan): ChildProcess {
  const flags = nodeFlags({ memoryMegabytes });
  const blob = snapshot === undefined ? undefined : snapshotOf({ name: snapshot, flags });
  const node = [process.execPath, ...flags, ...fromSnapshot(blob), LOADER, MAIN];
  const setpriv = findSetpriv();
  const ending = setpriv === null ? [...node, LOOKS_FOR_PARENT] : [setpriv, ...END_WITH_PARENT, ...node];
  const [command, ...parameters] = withResourceLimits(ending, { memoryMegabytes });
  return spawn(command!, parameters, {
    cwd: COURSE,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Maps, and texts of any characters, arrive as they were sent.
    serialization: 'advanced',
    // Ctrl-C in a terminal is for the grader, which may want to finish what it does.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}
