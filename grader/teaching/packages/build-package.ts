import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { AuthorError } from '@boletim/grader/errors';
import { deferImports } from '@boletim/grader/loader/defer-imports';
import { filesBelow } from '@boletim/grader/system';

/** Folders of a package that nobody needs who installs it. */
const LEFT_OUT = ['test', 'bench', 'schema', 'dist', 'node_modules', '.cache'];

/**
 * Builds a package's sources into a folder: JavaScript and declarations beside each other, and every other file
 * that the code reads. Folders with a package.json of their own are other packages.
 */
export function buildPackage(folder: string, dist: string): void {
  fs.rmSync(dist, { recursive: true, force: true });
  const files = packageFiles(folder);
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  for (const file of files) {
    const target = path.join(dist, path.relative(folder, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    if (sources.includes(file)) fs.writeFileSync(target.replace(/\.ts$/, '.js'), toJavaScript(file));
    else fs.copyFileSync(file, target);
  }
  writeDeclarations(folder, sources, dist);
}

function packageFiles(folder: string): string[] {
  const isOther = (below: string) =>
    LEFT_OUT.includes(path.basename(below)) || fs.existsSync(path.join(below, 'package.json'));
  return filesBelow(folder, isOther).filter((file) => isCodeOrAsset(path.basename(file)));
}

function isCodeOrAsset(name: string): boolean {
  return !/^(package\.json|tsconfig.*\.json|README\.md)$|\.(wat|py|md)$/.test(name);
}

/** The same JavaScript that the loader makes in a checkout, without its source map. */
function toJavaScript(file: string): string {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      isolatedModules: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  return deferImports(outputText, file, (name) => !isPassedOn(name, outputText));
}

/** Node reads the names that a module exports from its text, for whoever imports it as an ES module. */
function isPassedOn(name: string, code: string): boolean {
  return code.includes(`get: function () { return ${name}.`);
}

/** @throws AuthorError when the package has type errors, or a type that cannot be written down */
function writeDeclarations(folder: string, sources: string[], dist: string): void {
  const program = ts.createProgram(sources, {
    ...optionsOf(folder),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: folder,
    outDir: dist,
  });
  const problems = [...ts.getPreEmitDiagnostics(program)];
  for (const source of program
    .getSourceFiles()
    .filter(({ fileName }) => sources.includes(path.resolve(fileName)))) {
    const write = (file: string, text: string) =>
      ts.sys.writeFile(file, [...importsForEffect(source), text].join('\n'));
    problems.push(...program.emit(source, write).diagnostics);
  }
  if (problems.length === 0) return;
  const host = {
    getCurrentDirectory: () => folder,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => '\n',
  };
  throw new AuthorError(ts.formatDiagnostics(problems, host));
}

/** Imports that name nothing may add to types all the same; the compiler leaves them out of declarations. */
function importsForEffect(source: ts.SourceFile): string[] {
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ importClause }) => importClause?.namedBindings && isEmpty(importClause.namedBindings))
    .map((statement) => statement.getText(source));
}

function isEmpty(bindings: ts.NamedImportBindings): boolean {
  return ts.isNamedImports(bindings) && bindings.elements.length === 0;
}

function optionsOf(folder: string): ts.CompilerOptions {
  const file = path.join(folder, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (!config) throw new AuthorError(`${file} cannot be read.`);
  return config.options;
}
