import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { COMPILED, compileFile } from '../../loader/compile';
import type { Assignment } from '../../assignment/assignment';
import { ASSIGNMENTS, ROOT } from '../../paths';

/** Compiled code that a sandbox is given: the same for every submission of an assignment. */
export interface GivenCode {
  /** Absolute paths of the compiled entry points. */
  childMain: string;
  lab: string;
  /** Compiled toolkit folder, for the student's relative imports; null when there is none. */
  toolkit: string | null;
  /** Over the code itself. */
  digest: string;
  /** Files and folders that a sandbox must be able to read. */
  readable: string[];
}

/** Compiles (or finds compiled) the child program, the toolkit and the assignment's lab. Never student code. */
export function compileGiven(assignment: Assignment): GivenCode {
  const toolkit = path.join(ASSIGNMENTS, 'toolkit');
  const files = [
    ...typeScriptFiles(path.join(ROOT, 'grader', 'sandbox', 'child')),
    ...typeScriptFiles(path.join(ROOT, 'grader', 'sandbox', 'wire')),
    ...typeScriptFiles(toolkit, ['test']),
    ...typeScriptFiles(assignment.folder, ['src', 'suites']),
  ];
  const digest = createHash('sha256');
  for (const file of files) digest.update(compileFile(file).stamp);
  writeOnce(path.join(COMPILED, 'package.json'), SANDBOX_PACKAGE);
  const compiled = (file: string) => path.join(COMPILED, path.relative(ROOT, file)).replace(/\.ts$/, '.js');
  return {
    digest: digest.digest('hex'),
    childMain: compiled(path.join(ROOT, 'grader', 'sandbox', 'child', 'main.ts')),
    lab: compiled(path.join(assignment.folder, assignment.spec.lab)),
    toolkit: fs.existsSync(toolkit) ? compiled(toolkit) : null,
    readable: [
      path.join(COMPILED, 'package.json'),
      ...[path.join(ROOT, 'grader', 'sandbox'), toolkit, assignment.folder].map(compiled),
    ].filter((file) => fs.existsSync(file)),
  };
}

/** Makes `boletim/toolkit` mean the compiled toolkit, for everything at or below the folder it is written to. */
export const SANDBOX_PACKAGE = JSON.stringify({
  name: 'boletim',
  type: 'commonjs',
  exports: { './toolkit': './assignments/toolkit/index.js' },
});

function writeOnce(file: string, text: string): void {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function typeScriptFiles(folder: string, except: string[] = []): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return except.includes(entry.name) ? [] : typeScriptFiles(file);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [file] : [];
  });
}
