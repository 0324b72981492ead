import path from 'node:path';
import ts from 'typescript';
import { COURSE } from '../system/paths';
import { declareToolkit, standsAlone } from './declarations';
import { describeDiagnostic } from './diagnostic';
import { programsOf } from './programs';

export interface TypeCheckRequest {
  /** The assignment's folder, where the files are made to appear. */
  folder: string;
  /** Relative path to content. */
  files: [file: string, text: string][];
  /** File of the toolkit's declarations, which is written when it is not there; without one its sources are read. */
  declarations?: string;
}

/** Type errors by file, as a student reads them. */
export type TypeCheckResult = Record<string, string[]>;

const MAX_ERRORS_PER_FILE = 5;

/**
 * Type-checks submitted files where they would lie, against the toolkit's types, in the calling thread. Syntax
 * errors are not reported: compiling has found them.
 *
 * Node's own types are twice as large as everything else. Most files need none of them, and what is right without them
 * is right with them: they are read once something looks wrong.
 */
export function typeCheck({ folder, files, declarations }: TypeCheckRequest): TypeCheckResult {
  const virtual = new Map(files.map(([file, text]) => [absolute(folder, file), text]));
  const roots = [...virtual.keys()];
  const options = compilerOptions();
  const declared = declarations === undefined ? undefined : declareToolkit(declarations, { folder, options });
  const programs = programsOf({ folder, virtual, declared: declared?.texts });
  const errorsIn = (program: ts.Program) =>
    Object.fromEntries(files.map(([file]) => [file, errorsOf(program, absolute(folder, file), folder)]));
  if (declared) {
    const program = programs.create(roots, { ...options, types: [] });
    const found = errorsIn(program);
    const nothingWrong = Object.values(found).every((errors) => errors.length === 0);
    if (nothingWrong && standsAlone(program, declared)) return found;
  }
  return errorsIn(programs.create(roots, options));
}

function absolute(folder: string, file: string): string {
  return path
    .join(folder, ...file.split('/'))
    .split(path.sep)
    .join('/');
}

function errorsOf(program: ts.Program, file: string, folder: string): string[] {
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(file)!);
  return diagnostics
    .slice(0, MAX_ERRORS_PER_FILE)
    .map((diagnostic) => describeDiagnostic(diagnostic, folder));
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(path.join(COURSE, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, COURSE);
  return {
    ...options,
    // What the course may ask of its own code says nothing about a beginner's.
    exactOptionalPropertyTypes: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    skipDefaultLibCheck: true,
  };
}
