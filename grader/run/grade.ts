import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import type { Finding } from '../diagnosis';
import type { Lang } from '../report/languages';
import { displayPath } from '../system/paths';
import type { QuestionReport, Report, RetrainReport, SandboxMode } from '../report/report';
import { compileGiven, type GivenCode } from '../sandbox/host/given';
import type { SandboxSession } from '../sandbox/host/session';
import { createStage, type Stage } from '../sandbox/host/stage';
import { readSubmission, type SubmittedFiles } from '../submission/read-submission';
import { openFixtures } from '../suite/fixtures';
import { DEFAULT_SEED } from '../suite/random';
import { compileInProcess } from '../typescript/compile-in-process';
import { typeCheckInBackground, type BackgroundTypeCheck } from '../typescript/background-type-check';
import { TypeScriptProcess } from '../typescript/typescript-process';
import { assignmentDigest } from './assignment-digest';
import { readDeclaration } from './declaration';
import { explainer, type ExplainOptions } from './explain';
import { outcomeOf, type Problems } from './outcome';
import { openSession } from './open-session';
import { buildPlan, type GradingPlan } from './plan';
import { Reference } from './reference';
import type { TrainingContext } from '../training';
import { runTests } from './test-runner';

export interface GradeOptions {
  assignment: Assignment;
  /** Folder of the submission. */
  submission: string;
  /** How reports name it; the folder by default. */
  name?: string;
  sandbox: SandboxMode;
  device: string;
  /** The reference solution where several submissions share it; one for this submission alone by default. */
  reference?: Reference | undefined;
  /** Seed of drawn inputs. */
  seed?: number;
  /** Type errors become warnings; leaving it out saves a second of a processor. */
  typeCheck?: boolean;
  /** The language of what a student reads; English by default. */
  lang?: Lang;
  /** Told what the tests of each question saw, for whoever records known mistakes. */
  onEvidence?: ExplainOptions['onEvidence'];
  /** Told about each test as it ends, for progress displays. */
  onProgress?(done: number, total: number): void;
  /** Trains with the submission after its tests; the result goes into the report and changes no points. */
  retrain?(context: TrainingContext): Promise<RetrainReport>;
}

/**
 * Grades one submission. Everything that can be wrong with a submission becomes part of the report; this rejects
 * only with a UsageError, an AuthorError or a GraderFault.
 */
export async function gradeSubmission(options: GradeOptions): Promise<Report> {
  const { assignment } = options;
  const startedAt = new Date();
  const start = performance.now();
  const submitted = readSubmission(options.submission, assignment);
  const given = compileGiven(assignment);
  const stage = createStage(assignment, given);
  const session = openSession(assignment, { mode: options.sandbox, device: options.device, given, stage });
  const reference = options.reference ?? new Reference(options);
  const closeAll = async () => {
    await session.close();
    if (!options.reference) await reference.close();
  };
  let types: BackgroundTypeCheck | null = null;
  try {
    const problems = await stageSubmission(submitted, stage, assignment);
    if (options.typeCheck !== false) types = startTypeCheck(submitted, assignment, given);
    const fixtures = openFixtures(assignment.fixtures, options.seed ?? DEFAULT_SEED);
    const plan = buildPlan(assignment, {
      fixtures,
      openReference: reference.open,
      lang: options.lang ?? 'en',
    });
    await runPlan(plan, { session, problems, options });
    addDiagnostics(plan.questions, problems, (await types?.result) ?? {});
    types = null;
    const durationMs = performance.now() - start;
    await closeAll();
    // A training needs the memory.
    if (options.retrain) TypeScriptProcess.endIdle();
    const retrain =
      (await options.retrain?.(trainingContext({ options, submitted, given, stage, problems }))) ?? null;
    return {
      ...reportHead(options, submitted, startedAt),
      environment: {
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        device: session.device,
        sandbox: options.sandbox,
        seed: options.seed ?? DEFAULT_SEED,
      },
      ...plan.finish(
        explainer(assignment, { ...options, findings: problems.findings, lang: options.lang ?? 'en' }),
      ),
      durationMs,
      warnings: warningsOf(submitted, plan.questions),
      retrain,
    };
  } finally {
    types?.stop();
    await closeAll();
    stage.remove();
  }
}

function startTypeCheck(submitted: SubmittedFiles, assignment: Assignment, given: GivenCode) {
  const files = [...submitted.files].filter(([file]) => file.endsWith('.ts'));
  return files.length > 0
    ? typeCheckInBackground({ folder: assignment.folder, files }, given.toolkitDigest)
    : null;
}

/** Compiles what was submitted into the stage; what does not compile is remembered with its reason. */
async function stageSubmission(
  submitted: SubmittedFiles,
  stage: Stage,
  assignment: Assignment,
): Promise<Problems> {
  const broken = new Map(submitted.problems);
  const sources = [...submitted.files].filter(([file]) => file.endsWith('.ts'));
  const requests = sources.map(([file, text]) => ({ file, text, folder: assignment.folder }));
  const findings = new Map<string, Finding[]>();
  for (const [file, compiled] of await compileInProcess(requests)) {
    if ('problem' in compiled) broken.set(file, compiled.problem);
    else {
      stage.write(file, compiled.code);
      findings.set(file, compiled.findings);
    }
  }
  return { broken, missing: submitted.missing, findings };
}

async function runPlan(
  plan: GradingPlan,
  run: { session: SandboxSession; problems: Problems; options: GradeOptions },
): Promise<void> {
  const { session, problems, options } = run;
  const { assignment } = options;
  let started = 0;
  await runTests(plan.tests, {
    session,
    submissionSeconds: assignment.limits.submissionSeconds,
    outcomeOf: (error) => outcomeOf(error, { assignment, problems }),
    onStart: () => options.onProgress?.((started += 1), plan.tests.length),
  });
}

/** What of a graded submission a training goes on with. */
function trainingContext(graded: {
  options: GradeOptions;
  submitted: SubmittedFiles;
  given: GivenCode;
  stage: Stage;
  problems: Problems;
}): TrainingContext {
  const { options, submitted, given, stage, problems } = graded;
  const { assignment, sandbox, device } = options;
  return {
    assignment,
    given,
    stage,
    sandbox,
    device,
    submissionDigest: submitted.digest,
    outcomeOf: (error) => outcomeOf(error, { assignment, problems }),
  };
}

function addDiagnostics(
  questions: QuestionReport[],
  problems: Problems,
  types: Record<string, string[]>,
): void {
  for (const question of questions) {
    const broken = problems.broken.get(question.file);
    question.diagnostics.push(...(broken ? [broken] : (types[question.file] ?? [])));
  }
}

function reportHead(options: GradeOptions, submitted: SubmittedFiles, startedAt: Date) {
  const { spec } = options.assignment;
  return {
    schema: 'boletim/report/v1' as const,
    assignment: {
      id: spec.id,
      title: spec.title,
      version: spec.version,
      digest: assignmentDigest(options.assignment),
    },
    submission: {
      name: options.name ?? displayPath(path.resolve(options.submission)),
      digest: submitted.digest,
      missing: submitted.missing,
      ignored: submitted.ignored,
    },
    startedAt: startedAt.toISOString(),
    declaration: readDeclaration(spec.declaration, submitted.files.get(spec.declaration ?? '')),
  };
}

function warningsOf(submitted: SubmittedFiles, questions: QuestionReport[]): string[] {
  const graded = new Set(questions.map((question) => question.file));
  const broken = [...submitted.problems].filter(([file]) => !graded.has(file)).map(([, problem]) => problem);
  const ignored =
    submitted.ignored.length > 0
      ? [`not part of a submission, ignored: ${submitted.ignored.join(', ')}`]
      : [];
  return [...broken, ...ignored];
}
