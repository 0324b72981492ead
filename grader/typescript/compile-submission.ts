import path from 'node:path';
import type { Diagnostic } from 'typescript';
import { messageOf } from '../errors';
import { compileSource } from '../loader/compile';
import { describeDiagnostic } from './diagnostic';

export interface CompileRequest {
  /** Path in the submission. */
  file: string;
  text: string;
  /** The assignment's folder. */
  folder: string;
}

export type CompileResult = { code: string } | { problem: string };

/** Compiles one file of a submission as if it lay in the assignment's folder. */
export function compileSubmitted({ file, text, folder }: CompileRequest): CompileResult {
  const absolute = path.join(folder, ...file.split('/'));
  try {
    return { code: compileSource(text, absolute) };
  } catch (error) {
    const diagnostics = (error as { diagnostics?: readonly Diagnostic[] }).diagnostics;
    if (!diagnostics?.[0]) return { problem: `${file} cannot be compiled: ${messageOf(error)}` };
    return { problem: `syntax error\n${describeDiagnostic(diagnostics[0], folder)}` };
  }
}
