import type { LimitsSpec } from '../../assignment/spec';
import type { SandboxMode } from '../../report/report';
import type { GivenCode } from './given';
import type { Stage } from './stage';

/** What a launcher needs to know; the same for every kind of isolation. */
export interface LaunchPlan {
  mode: SandboxMode;
  given: GivenCode;
  stage: Stage;
  /** Folders of fixtures that the lab may read. */
  inputs: string[];
  limits: LimitsSpec;
  /** The code is the course's own: it keeps the grader's user, so that no submission reads it or talks to it. */
  trusted?: boolean;
  /** It starts without a snapshot: one that did has died. */
  plain?: boolean;
}
