import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Assignment, Question } from '../assignment/assignment';
import { readMistakes } from '../diagnosis/mistake-records';
import { gradingFiles } from '../suite/load-suites';
import type { SubmittedFiles } from '../submission/submitted-files';
import { digestOfFiles } from './digest-of-files';
import { mistakeFiles } from './explained';

/**
 * Over everything of an assignment that decides the results of one question: its tests and suites, the lab, fixtures,
 * the reference solution and the records of its mistakes, from which its diagnosis comes. Other questions, titles and the
 * version of the assignment do not.
 */
export function questionAssignmentDigest(assignment: Assignment, question: Question): string {
  const known = digests.get(question) ?? digestOfQuestion(assignment, question);
  digests.set(question, known);
  return known;
}

/** Fixtures are large, and the same for a whole class. */
const digests = new WeakMap<Question, string>();

function digestOfQuestion(assignment: Assignment, question: Question): string {
  const own = suitesOf(question);
  const others = assignment.questions.flatMap(suitesOf).filter((file) => !own.includes(file));
  const files = gradingFiles(assignment).filter(
    (file) => !['assignment.yaml', 'hidden.yaml'].includes(path.basename(file)) && !others.includes(file),
  );
  const { lab, files: asked, inputs, declaration } = assignment.spec;
  const parts = question.parts.map((part) => ({ ...part, suiteFile: path.basename(part.suiteFile) }));
  const decides = {
    lab,
    asked,
    inputs,
    declaration,
    limits: assignment.limits,
    question: { ...question, parts },
    mistakes: readMistakes(mistakeFiles(assignment)).filter((record) => record.question === question.id),
  };
  return createHash('sha256').update(JSON.stringify(decides)).update(digestOfFiles(files)).digest('hex');
}

function suitesOf({ parts }: Question): string[] {
  return parts.map(({ suiteFile }) => suiteFile);
}

/** Over what of a submission one question can run: its file, what that imports, and what is wrong with them. */
export function questionSubmissionDigest(submitted: SubmittedFiles, file: string): string {
  const hash = createHash('sha256');
  for (const reached of [...reachableFrom(file, submitted.files)].sort())
    hash.update(JSON.stringify([reached, submitted.files.get(reached), submitted.problems.get(reached)]));
  return hash.digest('hex');
}

/** What is imported by a name that is put together may be any file. */
const COMPUTED_IMPORT = /\b(?:import|require)\s*\(|\beval\b|\bFunction\b/;

function reachableFrom(file: string, files: ReadonlyMap<string, string>): Set<string> {
  const reached = new Set([file]);
  for (const current of reached) {
    const text = files.get(current) ?? '';
    if (COMPUTED_IMPORT.test(text)) return new Set([...files.keys(), file]);
    const folder = path.posix.dirname(current);
    for (const [, specifier] of text.matchAll(/["'`](\.{1,2}\/[^"'`\n]{1,200})["'`]/g)) {
      const target = path.posix.join(folder, specifier!);
      const names = [target, `${target}.ts`, `${target}/index.ts`, target.replace(/\.js$/, '.ts')];
      for (const name of names) if (files.has(name)) reached.add(name);
    }
  }
  return reached;
}
