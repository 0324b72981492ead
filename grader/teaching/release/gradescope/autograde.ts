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
import { encloseReceipt, readSigningKey, type SigningKey } from '@boletim/grader/receipt';
import { autograderConfig, KEY_FILE, type AutograderConfig } from './config';
import { inTemporaryFolder, writeFileAtomically } from '@boletim/grader/system';
import { handInDates } from './hand-in-dates';
import { EXTENSIONS_FILE, packedExtensions } from './packed-extensions';
import { readMetadata, studentsOf } from './submission-metadata';

/**
 * Grades what Gradescope put into `<root>/submission` and writes `<root>/results/results.json`. When the grader itself
 * fails it writes nothing and ends with an error: Gradescope then tells the teacher, and the student loses no points.
 */
export async function autograde(root: string, sandbox: SandboxMode): Promise<void> {
  const config = autograderConfig.parse(JSON.parse(fs.readFileSync('gradescope.json', 'utf8')));
  const { hidden, lang } = config;
  const assignment = loadAssignment(config.assignment, { hidden: hidden ?? undefined, lang });
  const key = fs.existsSync(KEY_FILE) ? readSigningKey(KEY_FILE) : null;
  process.stdout.write(key ? `Signed with the key ${key.publicKey}.\n` : UNSIGNED);
  await inTemporaryFolder('results', async (scratch) => {
    const how = { assignment, config, sandbox, scratch, key };
    const graded = await grade(path.join(root, 'submission'), how);
    const run = { assignment, config, metadata: path.join(root, 'submission_metadata.json') };
    const results = toJson(signedResults(resultsOf(graded, run), { graded, run, key }));
    await writeFileAtomically(path.join(root, 'results', 'results.json'), results);
  });
}

const UNSIGNED = 'Unsigned: no key was packed with this autograder (package gradescope --sign KEY).\n';

/** The results with the receipt for them, where there is a key. */
function signedResults(
  results: Results,
  { graded, run, key }: { graded: Graded; run: Run; key: SigningKey | null },
): Results {
  if (!key) return results;
  const { statement, report } = graded;
  const student = studentsOf(readMetadata(run.metadata));
  const points = { points: results.score ?? null, maxPoints: report?.maxScore ?? null };
  const claims = { student, statement, ...points, previous: null };
  return encloseReceipt(results, claims, key);
}

async function grade(folder: string, run: How): Promise<Graded> {
  const { assignment, config, sandbox, scratch, key } = run;
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
      signing: key ? { key, known: new Map() } : undefined,
    },
  );
}

interface How {
  assignment: Assignment;
  config: AutograderConfig;
  sandbox: SandboxMode;
  /** An empty folder. */
  scratch: string;
  key: SigningKey | null;
}

/** What is read of results.json here. */
interface Results extends Record<string, unknown> {
  score?: number;
  extra_data?: Record<string, unknown>;
}

interface Run {
  assignment: Assignment;
  config: AutograderConfig;
  /** Gradescope's file about the submission. */
  metadata: string;
}

function resultsOf({ report, problem }: Graded, run: Run): Results {
  if (problem?.code === 'grader-fault') throw new GraderFault(problem.message);
  if (report) return gradedResults(report, run);
  const output = `The submission could not be graded: ${problem?.message ?? 'no reason is known'}.`;
  const format = { output_format: 'text', stdout_visibility: 'hidden', tests: [] };
  return { score: 0, output, ...format, extra_data: {} };
}

/** What does not count is a zero here, as Gradescope wants a number; the output begins with why. */
function gradedResults(report: Report, run: Run): Results {
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
  const results = JSON.parse(reporters.gradescope(named, { lang, audience: 'instructor' })) as Results;
  return grade.afterCutoff === null ? results : { ...results, score: 0 };
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

function toJson(results: Results): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}
