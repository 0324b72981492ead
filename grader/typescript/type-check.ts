import path from 'node:path';
import ts from 'typescript';
import { ASSIGNMENTS, NODE_MODULES, ROOT } from '../paths';
import { describeDiagnostic } from './diagnostic';

export interface TypeCheckRequest {
  /** The assignment's folder, where the files are made to appear. */
  folder: string;
  /** Relative path to content. */
  files: [file: string, text: string][];
}

/** Type errors by file, as a student reads them. */
export type TypeCheckResult = Record<string, string[]>;

const MAX_ERRORS_PER_FILE = 5;

/**
 * Type-checks submitted files where they would lie, against the toolkit's types, in the calling thread. Syntax
 * errors are not reported: compiling has found them.
 */
export function typeCheck({ folder, files }: TypeCheckRequest): TypeCheckResult {
  const virtual = new Map(
    files.map(([file, text]) => [
      path
        .join(folder, ...file.split('/'))
        .split(path.sep)
        .join('/'),
      text,
    ]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists } = host;
  const allowed = readableFrom(folder);
  host.fileExists = (name) => virtual.has(name) || (allowed(name) && fileExists(name));
  host.readFile = (name) => virtual.get(name) ?? (allowed(name) ? readFile(name) : undefined);
  host.getSourceFile = (name, languageOptions, ...rest) => {
    const text = virtual.get(name);
    if (text === undefined) return allowed(name) ? getSourceFile(name, languageOptions, ...rest) : undefined;
    return ts.createSourceFile(name, text, languageOptions, true);
  };
  const program = ts.createProgram([...virtual.keys()], options, host);
  return Object.fromEntries(
    files.map(([file], index) => {
      const source = program.getSourceFile([...virtual.keys()][index]!)!;
      const diagnostics = program.getSemanticDiagnostics(source).slice(0, MAX_ERRORS_PER_FILE);
      return [file, diagnostics.map((diagnostic) => describeDiagnostic(diagnostic, folder))];
    }),
  );
}

/**
 * The checker runs on the trusted side and quotes what it reads in its messages: an import must not make it read
 * suites, expected values, solutions, or anything else of this machine.
 */
function readableFrom(folder: string): (name: string) => boolean {
  const folders = [NODE_MODULES, path.join(ASSIGNMENTS, 'toolkit'), path.join(folder, 'src')];
  return (name) => {
    const file = path.resolve(name);
    return (
      folders.some((place) => file.startsWith(place + path.sep)) || file === path.join(ROOT, 'package.json')
    );
  };
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, ROOT);
  return {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    skipDefaultLibCheck: true,
  };
}
