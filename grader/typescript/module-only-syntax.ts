import ts from 'typescript';
import { nodesOf } from './nodes-of';

/**
 * What only an ECMAScript module may hold, with a sentence about what to do: a submission is loaded as CommonJS, where
 * the engine refuses the whole file and names no place.
 */
export function findModuleOnlySyntax(file: string, text: string): ts.DiagnosticWithLocation | undefined {
  // Most files have neither, and need not be parsed again.
  if (!/\b(await|meta)\b/.test(text)) return undefined;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  for (const node of nodesOf(source)) {
    const messageText = problemOf(node);
    if (messageText === undefined) continue;
    const start = node.getStart(source);
    const category = ts.DiagnosticCategory.Error;
    return { file: source, start, length: node.getEnd() - start, messageText, category, code: 0 };
  }
  return undefined;
}

function problemOf(node: ts.Node): string | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return IMPORT_META;
  if (!waits(node)) return undefined;
  const place = ts.findAncestor(node.parent, (above) => ts.isFunctionLike(above) || isOwnScope(above));
  if (!place) return TOP_LEVEL_AWAIT;
  return isAsync(place) ? undefined : AWAIT_WITHOUT_ASYNC;
}

const IMPORT_META =
  'import.meta is not there when a submission is graded. For the folder of this file write __dirname; do without the rest.';
const TOP_LEVEL_AWAIT =
  'await stands outside of every function, and a submission cannot wait while it is loaded. Move it into the async function that needs its value.';
const AWAIT_WITHOUT_ASYNC =
  'await stands in a function that is not async. Write "async" before that function, or do without await.';

/** `await x`, `for await (…)` and `await using`. */
function waits(node: ts.Node): boolean {
  return (
    ts.isAwaitExpression(node) ||
    (ts.isForOfStatement(node) && !!node.awaitModifier) ||
    (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing)
  );
}

/** Of a class: these run by themselves, and never wait. */
function isOwnScope(node: ts.Node): boolean {
  return ts.isClassStaticBlockDeclaration(node) || ts.isPropertyDeclaration(node);
}

function isAsync(place: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(place) ? ts.getModifiers(place) : undefined;
  return !!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}
