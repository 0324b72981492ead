import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ASSIGNMENTS } from '../system/paths';
import { programsOf } from './programs';
import { recall, remember } from '../system/remember';

/** The toolkit without what is inside its functions: all that a check of other files needs, in half the time. */
export interface Declarations {
  /** Absolute path of a source file to its declarations. */
  texts: ReadonlyMap<string, string>;
  /** The files whose declarations mean nothing without the types of Node. */
  needNode: readonly string[];
}

interface Context {
  /** The assignment's folder. */
  folder: string;
  options: ts.CompilerOptions;
}

/** Declares all that can be reached from the toolkit's index, or takes what `file` remembers of an earlier time. */
export function declareToolkit(file: string, context: Context): Declarations {
  const known = readDeclarations(file);
  if (known) return known;
  const declared = emitDeclarations(context);
  writeDeclarations(file, declared);
  return declared;
}

/** Whether everything of the toolkit that a program has read means the same without the types of Node. */
export function standsAlone(program: ts.Program, { texts, needNode }: Declarations): boolean {
  const names = program
    .getSourceFiles()
    .filter(isOfToolkit)
    .map(({ fileName }) => fileName);
  return names.every((name) => texts.has(name) && !needNode.includes(name));
}

export function readDeclarations(file: string): Declarations | undefined {
  const stored = recall<Stored>(file);
  return stored && { texts: new Map(stored.texts), needNode: stored.needNode };
}

export function writeDeclarations(file: string, { texts, needNode }: Declarations): void {
  const stored: Stored = { texts: [...texts], needNode };
  remember(file, stored);
}

interface Stored {
  texts: [file: string, text: string][];
  needNode: readonly string[];
}

const TOOLKIT = path.join(ASSIGNMENTS, 'toolkit');

const DECLARATIONS_ONLY: ts.CompilerOptions = {
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  removeComments: true,
};

/** No submission is in sight here: what is remembered must not depend on one. */
function emitDeclarations(context: Context): Declarations {
  const texts = new Map<string, string>();
  const index = path.join(TOOLKIT, 'index.ts').split(path.sep).join('/');
  if (!fs.existsSync(index)) return { texts, needNode: [] };
  const options = { ...context.options, ...DECLARATIONS_ONLY };
  const program = programsOf({ folder: context.folder, virtual: texts }).create([index], options);
  for (const source of program.getSourceFiles().filter(isOfToolkit)) {
    const write = (_: string, text: string) =>
      texts.set(source.fileName, [...importsForEffect(source), text].join('\n'));
    program.emit(source, write, undefined, true);
  }
  return { texts, needNode: filesThatNeedNode(texts, context) };
}

function isOfToolkit({ fileName, isDeclarationFile }: ts.SourceFile): boolean {
  return !isDeclarationFile && path.resolve(fileName).startsWith(TOOLKIT + path.sep);
}

/** Imports that name nothing may add to types all the same; the compiler leaves them out. */
function importsForEffect(source: ts.SourceFile): string[] {
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ importClause }) => !importClause || namesNothing(importClause))
    .map((statement) => statement.getText(source));
}

function namesNothing({ name, namedBindings }: ts.ImportClause): boolean {
  return !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.length === 0;
}

function filesThatNeedNode(texts: ReadonlyMap<string, string>, { folder, options }: Context): string[] {
  const program = programsOf({ folder, virtual: texts }).create([...texts.keys()], { ...options, types: [] });
  return [...texts.keys()].filter(
    (file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0,
  );
}
