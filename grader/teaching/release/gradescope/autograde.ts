import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { gradeOne, type Graded } from '../../class/grade-one';
import { ResultsStore } from '../../class/results-store';
import { GraderFault } from '@boletim/grader/errors';
import { reporters } from '@boletim/grader/reporters';
import type { SandboxMode } from '@boletim/grader/report';
import { drawSeed } from '@boletim/grader/suites';
import { autograderConfig, type AutograderConfig } from './config';
import { inTemporaryFolder, writeFileAtomically } from '@boletim/grader/system';

/**
 * Grades what Gradescope put into `<root>/submission` and writes `<root>/results/results.json`. When the grader itself
 * fails it writes nothing and ends with an error: Gradescope then tells the teacher, and the student loses no points.
 */
export async function autograde(root: string, sandbox: SandboxMode): Promise<void> {
  const config = autograderConfig.parse(JSON.parse(fs.readFileSync('gradescope.json', 'utf8')));
  await inTemporaryFolder('results', async (scratch) => {
    const graded = await grade(path.join(root, 'submission'), { config, sandbox, scratch });
    await writeFileAtomically(path.join(root, 'results', 'results.json'), resultsOf(graded, config));
  });
}

async function grade(
  folder: string,
  run: { config: AutograderConfig; sandbox: SandboxMode; scratch: string },
): Promise<Graded> {
  const { config, sandbox, scratch } = run;
  const uploads = [{ path: folder, name: '', kind: 'folder' as const }];
  return gradeOne(
    { uploads },
    {
      assignment: loadAssignment(config.assignment, { hidden: config.hidden ?? undefined }),
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

function resultsOf({ report, problem }: Graded, { lang }: AutograderConfig): string {
  if (problem?.code === 'grader-fault') throw new GraderFault(problem.message);
  if (report) {
    const named = { ...report, submission: { ...report.submission, name: 'submission' } };
    return reporters.gradescope(named, { lang, audience: 'instructor' });
  }
  const output = `The submission could not be graded: ${problem?.message ?? 'no reason is known'}.`;
  return `${JSON.stringify({ score: 0, output, output_format: 'text', stdout_visibility: 'hidden', tests: [] }, null, 2)}\n`;
}
