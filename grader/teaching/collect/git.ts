import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { UsageError } from '@boletim/grader/errors';
import { withResourceLimits } from '@boletim/grader/system';
import type { Address } from './address';
import { CollectProblem } from './collect-problem';
import { problemFrom } from './git-problems';

export interface GitLimits {
  /** All that is done for one repository. */
  seconds: number;
  /** What is fetched, and what it unpacks to. */
  megabytes: number;
  signal?: AbortSignal | undefined;
}

/** Text that git may print. */
const MOST_OUTPUT = 64 * 1024 * 1024;
const MEMORY_MEGABYTES = 1024;
const LOOK_MILLISECONDS = 200;

/** Runs git on a repository of our own: without a terminal, hooks and prompts, within bounds of time and space. */
export class Git {
  private readonly endsAt: number;

  constructor(
    private readonly repository: string,
    private readonly address: Address,
    private readonly limits: GitLimits,
  ) {
    this.endsAt = performance.now() + limits.seconds * 1000;
  }

  /**
   * What a git command prints.
   * @throws CollectProblem for whatever else came of it
   */
  async text(args: readonly string[], input = ''): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    await this.stream(
      args,
      async (stdout) => {
        for await (const chunk of stdout) {
          bytes += (chunk as Buffer).length;
          if (bytes > MOST_OUTPUT) throw this.tooLarge();
          chunks.push(chunk as Buffer);
        }
      },
      input,
    );
    return Buffer.concat(chunks).toString('utf8');
  }

  /** The same for output that is passed on. */
  async stream(
    args: readonly string[],
    read: (stdout: Readable) => Promise<void>,
    input = '',
  ): Promise<void> {
    const child = this.start(args);
    const watch = this.watch(child);
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MOST_WORDS)));
    child.stdin!.on('error', () => {}).end(input);
    const closed = new Promise<number | null>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) => reject(withoutGit(error)));
      child.on('close', (code) => resolve(code));
    });
    try {
      const reading = read(child.stdout!).catch((error: unknown) => {
        kill(child);
        throw error;
      });
      const [code] = await Promise.all([closed, reading]);
      if (watch.problem) throw watch.problem;
      if (code !== 0) throw this.failure(said);
    } catch (error) {
      throw watch.problem ?? error;
    } finally {
      watch.stop();
      kill(child);
    }
  }

  private start(args: readonly string[]): ChildProcess {
    const limits = { memoryMegabytes: MEMORY_MEGABYTES, fileBytes: this.mostBytes };
    const [program, ...rest] = withResourceLimits(['git', ...args], limits);
    // A session of its own has no terminal to ask at, and can be ended with all that it started.
    return spawn(program!, rest, {
      cwd: this.repository,
      env: environmentOf(this.repository, this.address),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  private watch(child: ChildProcess): { problem: CollectProblem | null; stop(): void } {
    const watch = { problem: null as CollectProblem | null, stop: () => clearInterval(timer) };
    const look = () => {
      watch.problem ??= this.objection();
      if (watch.problem) kill(child);
    };
    const timer = setInterval(look, LOOK_MILLISECONDS);
    return watch;
  }

  private objection(): CollectProblem | null {
    if (this.limits.signal?.aborted) return new CollectProblem('stopped', 'stopped before it was fetched');
    if (performance.now() > this.endsAt)
      return new CollectProblem(
        'timed-out',
        `not fetched within ${this.limits.seconds} s; run again, with --timeout for more`,
      );
    return sizeOf(this.repository) > this.mostBytes ? this.tooLarge() : null;
  }

  /** A file that may not grow any more is git's error, and ours to explain. */
  private failure(said: string): CollectProblem {
    if (sizeOf(this.repository) > 0.9 * this.mostBytes) return this.tooLarge();
    return problemFrom(said, this.address);
  }

  tooLarge(): CollectProblem {
    const { megabytes } = this.limits;
    return new CollectProblem('too-large', `larger than ${megabytes} MB; --most-megabytes lets it be larger`);
  }

  get mostBytes(): number {
    return this.limits.megabytes * 1024 * 1024;
  }
}

const MOST_WORDS = 16_384;

/** Of the teacher's own settings those that tell how a server is reached and who asks; none about this or that folder. */
const KEPT = /^GIT_(?:SSL_|PROXY_|HTTP_|SSH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_|VALUE_)|EXEC_PATH)/;

function environmentOf(repository: string, { protocols }: Address): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_DIR: repository,
    GIT_ALLOW_PROTOCOL: protocols,
    GIT_TERMINAL_PROMPT: '0',
    // Empty, not absent: then no other program is asked either.
    ...{ GIT_ASKPASS: '', SSH_ASKPASS: '', SSH_ASKPASS_REQUIRE: 'never', GCM_INTERACTIVE: 'never' },
    ...{ GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1', GIT_ATTR_NOSYSTEM: '1' },
    ...{ LC_ALL: 'C', LANGUAGE: 'C', PAGER: 'cat', EDITOR: os.devNull },
  };
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

function withoutGit(error: NodeJS.ErrnoException): Error {
  return error.code === 'ENOENT'
    ? new UsageError('git is not installed here; install it and run again.')
    : error;
}

/** What git has written so far; files come and go while it works. */
function sizeOf(folder: string): number {
  return namesIn(path.join(folder, 'objects')).reduce(
    (sum, name) => sum + (fs.lstatSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function namesIn(folder: string): string[] {
  try {
    const names = fs.readdirSync(folder, { recursive: true }) as string[];
    return names.map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
