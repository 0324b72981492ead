import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import { finalGrade, type FinalGrade } from '../../class/final-grade';
import { gradeOne, type Graded } from '../../class/grade-one';
import { reviewedReport } from '../../class/reviewed-report';
import { ResultsStore } from '../../class/results-store';
import { GraderFault } from '@boletim/grader/errors';
import { reporters, stringsOf } from '@boletim/grader/reporters';
import type { Report, SandboxMode } from '@boletim/grader/report';
import { drawSeed } from '@boletim/grader/suites';
import { autograderConfig, type AutograderConfig } from './config';
import { inTemporaryFolder, writeFileAtomically } from '@boletim/grader/system';
import { handInDates } from './hand-in-dates';
import { EXTENSIONS_FILE, packedExtensions } from './packed-extensions';

/**
 * Grades what Gradescope put into `<root>/submission` and writes `<root>/results/results.json`. When the grader itself
 * fails it writes nothing and ends with an error: Gradescope then tells the teacher, and the student loses no points.
 */
export async function autograde(root: string, sandbox: SandboxMode): Promise<void> {
  const config = autograderConfig.parse(JSON.parse(fs.readFileSync('gradescope.json', 'utf8')));
  const { hidden, lang } = config;
  const assignment = loadAssignment(config.assignment, { hidden: hidden ?? undefined, lang });
  await inTemporaryFolder('results', async (scratch) => {
    const graded = await grade(path.join(root, 'submission'), { assignment, config, sandbox, scratch });
    const run = { assignment, config, metadata: path.join(root, 'submission_metadata.json') };
    await writeFileAtomically(path.join(root, 'results', 'results.json'), resultsOf(graded, run));
  });
}

async function grade(
  folder: string,
  run: { assignment: Assignment; config: AutograderConfig; sandbox: SandboxMode; scratch: string },
): Promise<Graded> {
  const { assignment, config, sandbox, scratch } = run;
  const uploads = [{ path: folder, name: '', kind: 'folder' as const }];
  return gradeOne(
    { uploads },
    {
      assignment,
      lang: config.lang,
      store: new ResultsStore(scratch),
      sandbox,
      device: 'auto',
      seed: drawSeed(),
      typeCheck: true,
      force: true,
      retry: false,
    },
  );
}

interface Run {
  assignment: Assignment;
  config: AutograderConfig;
  /** Gradescope's file about the submission. */
  metadata: string;
}

function resultsOf({ report, problem }: Graded, run: Run): string {
  if (problem?.code === 'grader-fault') throw new GraderFault(problem.message);
  if (report) return gradedResults(report, run);
  const output = `The submission could not be graded: ${problem?.message ?? 'no reason is known'}.`;
  return toJson({ score: 0, output, output_format: 'text', stdout_visibility: 'hidden', tests: [] });
}

/** What does not count is a zero here, as Gradescope wants a number; the output begins with why. */
function gradedResults(report: Report, run: Run): string {
  const { lang } = run.config;
  const grade = lateGrade(report, run);
  const changed = reviewedReport(report, { grade, student: null, lang });
  const isUnknown = grade.dates !== null && grade.dates.handedIn === null;
  const warnings = isUnknown ? [stringsOf(lang).handInUnknown] : [];
  const named = {
    ...changed,
    submission: { ...report.submission, name: 'submission' },
    warnings: [...warnings, ...changed.warnings],
  };
  const results = reporters.gradescope(named, { lang, audience: 'instructor' });
  return grade.afterCutoff === null ? results : toJson({ ...JSON.parse(results), score: 0 });
}

/** A hand-in's grade with what lateness costs. */
function lateGrade(report: Report, { assignment, config, metadata }: Run): FinalGrade {
  const { spec, questions } = assignment;
  const packed = fs.existsSync(EXTENSIONS_FILE) ? fs.readFileSync(EXTENSIONS_FILE, 'utf8') : '[]';
  const extensions = packedExtensions.parse(JSON.parse(packed));
  return finalGrade({
    ...{ report, questions, review: undefined, lateHours: null },
    policy: spec.late,
    dates: handInDates(metadata, { spec, extensions }),
    cutoff: spec.cutoff,
    lang: config.lang,
  });
}

function toJson(results: object): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}
