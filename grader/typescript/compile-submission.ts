import path from 'node:path';
import type { Diagnostic } from 'typescript';
import type { Finding } from '../diagnosis/finding';
import { messageOf } from '../errors';
import type { Lang } from '../report/lang';
import { compileSource } from '../loader/compile';
import { describeDiagnostic, shortened } from './diagnostic';
import { findIdleStatements } from './find-idle-statements';
import { findModuleOnlySyntax } from './module-only-syntax';
import { speaking } from './speak';

export interface CompileRequest {
  /** Path in the submission. */
  file: string;
  text: string;
  /** The assignment's folder. */
  folder: string;
  /** English by default. */
  lang?: Lang;
}

/** `findings`: what stands in the file and is hardly ever meant. */
export type CompileResult = { code: string; findings: Finding[] } | { problem: string };

/** Of one file, its source map included: many times what the longest allowed file becomes. */
const MAX_CODE_MEGABYTES = 4;

/** Compiles one file of a submission as if it lay in the assignment's folder. */
export function compileSubmitted(request: CompileRequest): CompileResult {
  return speaking(request.lang ?? 'en', () => compile(request));
}

function compile({ file, text, folder }: CompileRequest): CompileResult {
  const absolute = path.join(folder, ...file.split('/'));
  try {
    const code = compileSource(withCompiledNames(text), absolute);
    const refused = findModuleOnlySyntax(absolute, text);
    if (refused) return { problem: `cannot be loaded\n${describeDiagnostic(refused, folder)}` };
    return isTooLarge(code)
      ? { problem: tooLarge(file) }
      : { code, findings: findIdleStatements(text, file) };
  } catch (error) {
    const diagnostics = (error as { diagnostics?: readonly Diagnostic[] }).diagnostics;
    if (diagnostics?.[0]) return { problem: `syntax error\n${describeDiagnostic(diagnostics[0], folder)}` };
    if (isInvalidLength(error)) return { problem: tooLarge(file) };
    return { problem: `${file} cannot be compiled: ${shortened(messageOf(error))}` };
  }
}

/** `require('./x.ts')` as `import './x.ts'`, whose ending the compiler changes; nothing moves for that. */
function withCompiledNames(text: string): string {
  return text.replace(/\brequire\(\s*(['"`])\.[^'"`\n]*\1/g, (found) => found.replace(/\.ts(?=.$)/, '.js'));
}

function isTooLarge(code: string): boolean {
  return Buffer.byteLength(code) > MAX_CODE_MEGABYTES * 1024 * 1024;
}

/** Some files become too large even for the compiler's own texts. */
function isInvalidLength(error: unknown): boolean {
  return error instanceof RangeError && /^Invalid (string|array) length$/.test(error.message);
}

/** A few lines can do it: the compiler writes out what an enum's texts come to. */
function tooLarge(file: string): string {
  return `${file} cannot be compiled: it becomes more than ${MAX_CODE_MEGABYTES} MB of JavaScript; does an enum repeat long texts? Make such texts with a function instead`;
}
