import type { Assignment } from '../assignment/assignment';
import type { Finding } from '../diagnosis';
import type { Lang } from '../report/lang';
import type { QuestionReport } from '../report/report';
import type { GivenCode } from '../sandbox/host/given';
import type { Stage } from '../sandbox/host/stage';
import type { SubmittedFiles } from '../submission/submitted-files';
import {
  typeCheckInBackground,
  type BackgroundTypeCheck,
  type SubmittedTypes,
} from '../typescript/background-type-check';
import { compileInOtherProcess } from '../typescript/compile-in-other-process';

/** What is known about a submission's files before any test runs. */
export interface Problems {
  /** File to what is wrong with it. */
  broken: Map<string, string>;
  missing: string[];
}

/** What compiling has found out, by file. */
export interface Compiled {
  /** What does not compile, with the reason. */
  broken: Map<string, string>;
  /** What stands there and is hardly ever meant. */
  findings: Map<string, readonly Finding[]>;
}

interface CompileOptions {
  assignment: Assignment;
  /** The language of what the compiler says; English by default. */
  lang?: Lang;
}

/** Compiles what was submitted, which is remembered. */
export function compileSubmitted(
  submitted: SubmittedFiles,
  { assignment: { folder }, lang = 'en' }: CompileOptions,
): ReturnType<typeof compileInOtherProcess> {
  return compileInOtherProcess(sourcesOf(submitted).map(([file, text]) => ({ file, text, folder, lang })));
}

/** Compiles what was submitted onto the stage. */
export async function compileOnto(
  stage: Stage,
  submitted: SubmittedFiles,
  options: CompileOptions,
): Promise<Compiled> {
  const broken = new Map<string, string>();
  const findings = new Map<string, readonly Finding[]>();
  for (const [file, compiled] of await compileSubmitted(submitted, options)) {
    if ('problem' in compiled) broken.set(file, compiled.problem);
    else {
      stage.write(file, compiled.code);
      findings.set(file, compiled.findings);
    }
  }
  return { broken, findings };
}

/** Type-checks what was submitted for the questions while their tests run; null when there is nothing to check. */
export function startTypeCheck(
  submitted: SubmittedFiles,
  options: CompileOptions,
  { exportedDigest }: GivenCode,
): BackgroundTypeCheck | null {
  const request = typesToCheck(submitted, options);
  return request.asked.length > 0 ? typeCheckInBackground(request, exportedDigest) : null;
}

/** All files, of which those of questions are asked about. */
export function typesToCheck(
  submitted: SubmittedFiles,
  { assignment: { folder, questions }, lang = 'en' }: CompileOptions,
): SubmittedTypes & { asked: string[] } {
  const files = sourcesOf(submitted);
  const asked = files
    .map(([file]) => file)
    .filter((file) => questions.some((question) => question.file === file));
  return { folder, files, asked, lang };
}

/** The questions with what is wrong with their files: why one cannot be used, else its type errors. */
export function withDiagnostics(
  questions: readonly QuestionReport[],
  broken: ReadonlyMap<string, string>,
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
