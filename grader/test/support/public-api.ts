import path from 'node:path';
import ts from 'typescript';
import { COURSE, PROGRAM } from '../../system/paths';

/** One thing that a module exports, or a member of it. */
export interface ApiEntry {
  /** Like `tensor` or `SuiteTools.test`. */
  name: string;
  /** The exported thing that it stands in. */
  owner: string;
  /** Whether it is called, or made with `new`, or written by an author as a function. */
  callable: boolean;
  doc: string;
  example: string | null;
}

/** The options that the course is compiled with, as a suite's author has them. */
function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(path.join(COURSE, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, COURSE);
  return { ...options, noUnusedLocals: false };
}

/** Everything that `boletim/suite` exports, with the members of its interfaces. */
export function publicApi(): ApiEntry[] {
  known ??= readApi();
  return known;
}

let known: ApiEntry[] | undefined;

function readApi(): ApiEntry[] {
  const file = path.join(PROGRAM, 'suite', 'index.ts');
  const program = ts.createProgram([file], compilerOptions());
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return [entryOf(symbol, null, checker), ...membersOf(symbol, checker)];
  });
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): ApiEntry[] {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || !ts.isInterfaceDeclaration(declaration)) return [];
  return [...(symbol.members?.values() ?? [])]
    .filter((member) => ts.isMethodSignature(member.declarations![0]!))
    .map((member) => entryOf(member, symbol.name, checker));
}

function entryOf(symbol: ts.Symbol, owner: string | null, checker: ts.TypeChecker): ApiEntry {
  const [declaration] = symbol.declarations!;
  const example = symbol.getJsDocTags(checker).find(({ name }) => name === 'example');
  const called = [
    ts.isFunctionDeclaration,
    ts.isVariableDeclaration,
    ts.isClassDeclaration,
    ts.isMethodSignature,
  ];
  return {
    name: owner === null ? symbol.name : `${owner}.${symbol.name}`,
    owner: owner ?? symbol.name,
    callable: called.some((isCalled) => isCalled(declaration!)),
    doc: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    example: example ? ts.displayPartsToString(example.text) : null,
  };
}

/** What the compiler finds wrong with files, by file, as sentences. */
export function typeErrors(files: readonly string[]): Map<string, string[]> {
  const program = ts.createProgram(files, compilerOptions());
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}
