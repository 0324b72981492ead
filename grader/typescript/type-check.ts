import path from 'node:path';
import ts from 'typescript';
import type { Lang } from '../report/lang';
import { COURSE } from '../system/paths';
import { declareToolkit, standsAlone } from './declarations';
import { describeDiagnostics } from './diagnostic';
import { programsOf } from './programs';
import { speaking } from './speak';

export interface TypeCheckRequest {
  /** The assignment's folder, where the files are made to appear. */
  folder: string;
  /** Relative path to content. */
  files: [file: string, text: string][];
  /** Whose errors are wanted; those of all files by default. */
  asked?: string[];
  /** File of the toolkit's declarations, which is written when it is not there; without one its sources are read. */
  declarations?: string;
  /** English by default. */
  lang?: Lang;
}

/** Type errors by file, as a student reads them. */
export type TypeCheckResult = Record<string, string[]>;

/**
 * Type-checks submitted files where they would lie, against the toolkit's types, in the calling thread. Syntax
 * errors are not reported: compiling has found them.
 *
 * Node's own types are twice as large as everything else. Most files need none of them, and what is right without them
 * is right with them: they are read once something looks wrong.
 */
export function typeCheck(request: TypeCheckRequest): TypeCheckResult {
  return speaking(request.lang ?? 'en', () => check(request));
}

function check({ folder, files, asked, declarations, lang = 'en' }: TypeCheckRequest): TypeCheckResult {
  const virtual = new Map(files.map(([file, text]) => [absolute(folder, file), text]));
  const roots = [...virtual.keys()];
  const options = compilerOptions();
  const declared = declarations === undefined ? undefined : declareToolkit(declarations, { folder, options });
  const programs = programsOf({ folder, virtual, declared: declared?.texts });
  const create = (types: ts.CompilerOptions) => {
    const key = JSON.stringify([folder, types]);
    const program = programs.create(roots, { ...options, ...types }, LAST.get(key));
    LAST.set(key, program);
    return program;
  };
  const errorsIn = (program: ts.Program) =>
    Object.fromEntries(
      (asked ?? files.map(([file]) => file)).map((file) => {
        const source = program.getSourceFile(absolute(folder, file))!;
        return [file, describeDiagnostics(program.getSemanticDiagnostics(source), { folder, lang })];
      }),
    );
  if (declared) {
    const program = create({ types: [] });
    const found = errorsIn(program);
    const nothingWrong = Object.values(found).every((errors) => errors.length === 0);
    if (nothingWrong && standsAlone(program, declared)) return found;
  }
  return errorsIn(create({}));
}

/** Programs of this process' last checks, by folder and types: submissions to one assignment import the same. */
const LAST = new Map<string, ts.Program>();

function absolute(folder: string, file: string): string {
  return path
    .join(folder, ...file.split('/'))
    .split(path.sep)
    .join('/');
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
