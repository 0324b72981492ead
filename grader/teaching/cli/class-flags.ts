import type { SandboxChoice } from '@boletim/grader/sandbox';
import type { Lang } from '@boletim/grader/reporters';
import type { Grading, Shard } from '../class';
import type { Platform } from '../class/downloads/platforms';

/** The options of the command as commander gives them. */
export interface ClassFlags {
  out: string;
  from?: Platform;
  groups?: string;
  names?: string;
  extensions?: string;
  change?: boolean;
  roster?: string;
  reviews?: string;
  requests?: string;
  exportWaiting?: boolean;
  before?: string;
  hidden?: string;
  jobs: number;
  force?: boolean;
  retry?: boolean;
  released?: boolean;
  types?: boolean;
  device: string;
  sandbox: SandboxChoice;
  seed?: number | 'student';
  lang: Lang;
  canvasColumn?: string;
  moodleWorksheet?: string;
  sign?: string;
  workers?: string;
  shard?: Shard;
  /** Set by who brings an option that grades elsewhere, as the farm's --queue. */
  elsewhere?: { grading: Grading; jobs: number; close(): Promise<void> };
}
