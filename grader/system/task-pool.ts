import os from 'node:os';
import { ownModules } from './module-graph';
import type { Task } from './task-messages';
import { takeSnapshot } from './snapshot';
import { nodeFlags, TaskProcess, type Answer, type TaskProcessPlan } from './task-process';
import { Turns } from './turns';

/** A task that never ends holds one until its deadline: the others must find one all the same. */
const MOST_AT_ONCE = Math.max(8, 2 * os.availableParallelism());
/** Each takes some 60 MB while it waits. */
const MOST_IDLE = Math.max(2, os.availableParallelism());

/**
 * Processes for one kind of task. To start one takes a third of a second where it loads a compiler, so they are kept
 * and used again. Those that wait do not keep the program alive, and end with it.
 */
export class TaskPool {
  private readonly idle: TaskProcess[] = [];
  private readonly turns = new Turns(MOST_AT_ONCE);

  constructor(readonly plan: TaskProcessPlan) {}

  /** One that waits for work, or a new one. */
  take(): TaskProcess {
    for (let waiting = this.idle.pop(); waiting; waiting = this.idle.pop()) {
      if (!waiting.isEnded) return waiting;
    }
    const started: TaskProcess = new TaskProcess(this.plan, () => this.forget(started));
    return started;
  }

  /** Makes a process available to the next who needs one. */
  giveBack(free: TaskProcess): void {
    if (free.isEnded) return;
    if (this.idle.length < MOST_IDLE) this.idle.push(free);
    else free.end();
  }

  /** Runs one task in whichever process is free. */
  async ask<Result>(task: Task, milliseconds: number): Promise<Answer<Result>> {
    return this.turns.run(async () => {
      const worker = this.take();
      const answer = await worker.ask<Result>(task, milliseconds);
      if ('result' in answer) this.giveBack(worker);
      return answer;
    });
  }

  /**
   * Lets processes start, from now on and in other programs, with some tasks done and their modules loaded.
   * @param besides files beside the modules that decide what the tasks leave in memory
   */
  async prepare(tasks: readonly Task[], besides: readonly string[]): Promise<void> {
    const { snapshot: name } = this.plan;
    if (name === undefined) throw new Error('processes of this kind start from nothing');
    const { code, found } = ownModules(tasks.map(({ module }) => module));
    const packages = Object.values(found).flatMap((names) => Object.values(names));
    await takeSnapshot(
      { name, flags: nodeFlags(this.plan) },
      { code, found, load: [], tasks },
      { files: [...new Set([...Object.keys(code), ...packages, ...besides])] },
    );
  }

  /** Gives back the memory of those that wait: some hundred megabytes after a type check. */
  endIdle(): void {
    for (const waiting of this.idle.splice(0)) waiting.end();
  }

  private forget(ended: TaskProcess): void {
    const at = this.idle.indexOf(ended);
    if (at >= 0) this.idle.splice(at, 1);
  }
}
