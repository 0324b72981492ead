import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Assignment } from '../assignment/assignment';
import type { Lang } from '../report/languages';
import type { Report, SandboxMode } from '../report/report';
import { compileGiven, type GivenCode } from '../sandbox/host/given';
import type { SandboxSession } from '../sandbox/host/session';
import { createStage, type Stage } from '../sandbox/host/stage';
import { openFixtures } from '../suite/fixtures';
import type { SubmittedFiles } from '../submission/submitted-files';
import { DEFAULT_SEED } from '../suite/random';
import { TEXT_PROCESSES } from '../system/text-processes';
import type { GradeOptions, GradingOptions } from './grade-options';
import { outcomeOf, type Outcome } from './outcome';
import { openSession } from './open-session';
import { openReference } from './open-reference';
import { planTests, type PlannedTest } from './plan';
import { isWanted, reportQuestions } from './question-reports';
import { Reference } from './reference';
import { reportHead, warningsOf } from './report-head';
import {
  compileOnto,
  startTypeCheck,
  withDiagnostics,
  type Compiled,
  type Problems,
} from './compiled-submission';
import { evidenceOf, explained } from './explained';
import { sentenceIn } from './portuguese';
import { declarationIn } from './portuguese/of-declarations';
import { loadMocha, runTests } from './test-runner';

/** A graded submission on its stage, from which a training can go on. */
export interface GradedStage {
  assignment: Assignment;
  given: GivenCode;
  stage: Stage;
  sandbox: SandboxMode;
  device: string;
  submissionDigest: string;
  /** What a failure means for the student; null when it is not the student's. */
  outcomeOf(error: unknown): Outcome | null;
}

/**
 * Grades one submission. Everything that can be wrong with a submission becomes part of the report; this rejects
 * only with a UsageError, an AuthorError or a GraderFault.
 */
export async function gradeSubmission({ submitted, ...options }: GradeOptions): Promise<Report> {
  const grading = new Grading(options);
  try {
    return await grading.grade(submitted);
  } finally {
    await grading.close();
  }
}

/**
 * A stage with a sandbox that starts at once, also while the submission is still being read or written: made, given
 * one submission and closed once.
 */
export class Grading {
  private readonly given: GivenCode;
  private readonly stage: Stage;
  private readonly session: SandboxSession;
  private readonly reference: Reference;
  private readonly planned: Promise<PlannedTest[]>;
  private problems: Problems = { broken: new Map(), missing: [] };
  private submissionDigest = '';
  /** Until the sandboxes have ended. */
  private ending: Promise<void> | undefined;

  constructor(private readonly options: GradingOptions) {
    const { assignment, sandbox: mode, device } = options;
    this.given = compileGiven(assignment);
    this.stage = createStage(assignment, this.given);
    this.session = openSession(assignment, { mode, device, given: this.given, stage: this.stage });
    this.reference = options.reference ?? new Reference(options);
    this.planned = this.plan();
    // When grading fails before anybody waits for the plan, that failure is the one to tell.
    this.planned.catch(() => {});
  }

  /** Compiles the submission onto the stage and runs the tests. The sandboxes still end when the report is there. */
  async grade(submitted: SubmittedFiles): Promise<Report> {
    const [startedAt, start] = [new Date(), performance.now()];
    const { sandbox, lang = 'en' } = this.options;
    this.submissionDigest = submitted.digest;
    const { broken, findings } = await compileOnto(this.stage, submitted, this.options);
    this.problems = { broken: new Map([...submitted.problems, ...broken]), missing: submitted.missing };
    const types =
      this.options.typeCheck === false ? null : startTypeCheck(submitted, this.options, this.given);
    try {
      const graded = await this.runTests(findings);
      const questions = withDiagnostics(
        graded.questions,
        inReport(this.problems.broken, lang),
        (await types?.result) ?? {},
      );
      const head = await reportHead({ ...this.options, submitted }, startedAt);
      return {
        ...head,
        declaration: declarationIn(head.declaration, lang),
        environment: {
          node: process.version,
          platform: `${process.platform}-${process.arch}`,
          device: this.session.device,
          sandbox,
          seed: this.seed,
          bounds: this.session.boundedBy,
        },
        ...graded,
        questions,
        durationMs: performance.now() - start,
        warnings: warningsOf(submitted, questions).map((warning) => sentenceIn(warning, lang)),
        retrain: null,
      };
    } finally {
      types?.stop();
      this.endSandboxes().catch(() => {}); // Told by `close`.
    }
  }

  /** What a training goes on with, until this is closed: it has the memory of all that ran before. */
  async staged(): Promise<GradedStage> {
    const { given, stage, submissionDigest, outcomeOf } = this;
    const { assignment, sandbox, device } = this.options;
    TEXT_PROCESSES.endIdle();
    await this.endSandboxes();
    return { assignment, given, stage, sandbox, device, submissionDigest, outcomeOf };
  }

  async close(): Promise<void> {
    await this.endSandboxes();
    await this.stage.remove();
  }

  private get seed(): number {
    return this.options.seed ?? DEFAULT_SEED;
  }

  /** Loads suites and what runs them while the sandbox starts and the submission is read. */
  private async plan(): Promise<PlannedTest[]> {
    await nextTurn();
    await loadMocha();
    const { assignment, lang } = this.options;
    return planTests(assignment, openFixtures(assignment.fixtures, this.seed), lang);
  }

  private async runTests(findings: Compiled['findings']) {
    const { assignment, onProgress, onLabel, lang = 'en' } = this.options;
    const plan = await this.planned;
    let started = 0;
    const results = await runTests(plan, {
      session: this.session,
      submissionSeconds: assignment.limits.submissionSeconds,
      outcomeOf: this.outcomeOf,
      openReference: (planned) => openReference(this.reference, planned),
      isWanted,
      lang,
      onLabel: ({ question, test }, label) => onLabel?.(`${question.id}/${test.id}`, label),
      onStart: () => onProgress?.((started += 1), plan.length),
    });
    const reports = reportQuestions(assignment.questions, plan, results);
    const graded = { plan, results, findings, lang, seed: this.seed };
    for (const question of reports.questions) this.options.onEvidence?.(evidenceOf(question, graded));
    return { ...reports, questions: explained(reports.questions, assignment, graded) };
  }

  private readonly outcomeOf = (error: unknown): Outcome | null => {
    const { assignment, lang = 'en' } = this.options;
    return inLanguage(outcomeOf(error, { assignment, problems: this.problems, lang }), lang);
  };

  private endSandboxes(): Promise<void> {
    const ownReference = this.options.reference ? undefined : this.reference;
    this.ending ??= Promise.all([this.session.close(), ownReference?.close()]).then(() => {});
    return this.ending;
  }
}

function inReport(broken: ReadonlyMap<string, string>, lang: Lang): Map<string, string> {
  return new Map([...broken].map(([file, problem]) => [file, sentenceIn(problem, lang)]));
}

function inLanguage(outcome: Outcome | null, lang: Lang): Outcome | null {
  if (!outcome || outcome.message === null) return outcome;
  return { ...outcome, message: sentenceIn(outcome.message, lang) };
}
