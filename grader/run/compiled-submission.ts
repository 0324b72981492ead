import type { Assignment } from '../assignment/assignment';
import type { QuestionReport } from '../report/report';
import type { GivenCode } from '../sandbox/host/given';
import type { Stage } from '../sandbox/host/stage';
import type { SubmittedFiles } from '../submission/read-submission';
import { typeCheckInBackground, type BackgroundTypeCheck } from '../typescript/background-type-check';
import { compileInProcess } from '../typescript/compile-in-process';

/** What is known about a submission's files before any test runs. */
export interface Problems {
  /** File to what is wrong with it. */
  broken: Map<string, string>;
  missing: string[];
}

/** Compiles what was submitted onto the stage. Gives what does not compile, with the reason. */
export async function compileOnto(
  stage: Stage,
  submitted: SubmittedFiles,
  { folder }: Assignment,
): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  const requests = sourcesOf(submitted).map(([file, text]) => ({ file, text, folder }));
  for (const [file, compiled] of await compileInProcess(requests)) {
    if ('problem' in compiled) broken.set(file, compiled.problem);
    else stage.write(file, compiled.code);
  }
  return broken;
}

/** Type-checks the submission while its tests run; null when there is nothing to check. */
export function startTypeCheck(
  submitted: SubmittedFiles,
  { folder }: Assignment,
  { exportedDigest }: GivenCode,
): BackgroundTypeCheck | null {
  const files = sourcesOf(submitted);
  return files.length > 0 ? typeCheckInBackground({ folder, files }, exportedDigest) : null;
}

/** The questions with what is wrong with their files: why one cannot be used, else its type errors. */
export function withDiagnostics(
  questions: readonly QuestionReport[],
  { broken }: Problems,
  typeErrors: Record<string, string[]>,
): QuestionReport[] {
  return questions.map((question) => {
    const problem = broken.get(question.file);
    return { ...question, diagnostics: problem ? [problem] : (typeErrors[question.file] ?? []) };
  });
}

function sourcesOf({ files }: SubmittedFiles): [file: string, text: string][] {
  return [...files].filter(([file]) => file.endsWith('.ts'));
}
