import { format } from 'prettier';
import ts from 'typescript';
import type { Draw } from './draws';

export type Files = Record<string, string>;

/** What somebody does to a copy so that it looks like work of one's own. */
export type Disguise = 'renamed' | 'reordered' | 'split' | 'commented' | 'formatted' | 'half copied';

export const DISGUISES: readonly Disguise[] = [
  'renamed',
  'reordered',
  'split',
  'commented',
  'formatted',
  'half copied',
];

/** A disguised copy; `own` are the copier's own files, for who copies half of them. */
export async function disguise(
  files: Files,
  kind: Disguise,
  { own, draw }: { own: Files; draw: Draw },
): Promise<Files> {
  const names = Object.keys(files);
  if (kind === 'half copied') return disguise(halfOf(files, own, draw), 'renamed', { own, draw });
  const changed: Files = {};
  for (const name of names) changed[name] = await CHANGES[kind](files[name]!, draw);
  return changed;
}

/** Files are taken over, in any order, until half of what was there is copied; the rest is the copier's own. */
function halfOf(files: Files, own: Files, draw: Draw): Files {
  const left = Object.keys(files);
  const mixed = { ...own };
  const size = (names: readonly string[]) => names.reduce((sum, name) => sum + files[name]!.length, 0);
  const all = size(left);
  while (size(left) > all / 2) {
    const name = draw(...left);
    left.splice(left.indexOf(name), 1);
    mixed[name] = files[name]!;
  }
  return mixed;
}

const CHANGES: Record<
  Exclude<Disguise, 'half copied'>,
  (code: string, draw: Draw) => string | Promise<string>
> = {
  renamed: (code, draw) => renamed(code, draw),
  reordered: (code, draw) => reordered(renamed(code, draw)),
  split: (code, draw) => split(renamed(code, draw)),
  commented: (code, draw) => commented(code, draw),
  formatted: (code, draw) => formatted(renamed(code, draw), draw),
};

/** Every name that the file declares itself, but not what it exports, gets another. */
function renamed(code: string, draw: Draw): string {
  const words = [
    'alpha',
    'thing',
    'item',
    'foo',
    'meuValor',
    'resultado',
    'tmp',
    'q',
    'elem',
    'zz',
    'lista',
    'conta',
  ];
  const source = parse(code);
  const names = new Set<string>();
  const declare = (node: ts.Node): void => {
    const declared = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (declared && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, declare);
  };
  declare(source);
  const to = new Map([...names].map((name, at) => [name, `${draw(...words)}${at}`]));
  return rewritten(source, (node) => {
    if (!ts.isIdentifier(node) || isMember(node)) return undefined;
    const name = to.get(node.text);
    return name === undefined ? undefined : ts.factory.createIdentifier(name);
  });
}

function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (parent === undefined) return true;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isPropertyAssignment(parent);
}

/** Functions change places, so do neighbouring declarations that do not need each other, and branches of a condition. */
function reordered(code: string): string {
  return rewritten(
    parse(code),
    (node, visit) => {
      if (ts.isSourceFile(node)) return undefined;
      if (ts.isConditionalExpression(node))
        return ts.factory.createConditionalExpression(
          ts.factory.createLogicalNot(ts.factory.createParenthesizedExpression(visit(node.condition))),
          undefined,
          visit(node.whenFalse),
          undefined,
          visit(node.whenTrue),
        );
      if (!ts.isBlock(node)) return undefined;
      return ts.factory.createBlock(swapped(node.statements).map(visit), true);
    },
    (statements) => [...statements].reverse(),
  );
}

function swapped(statements: readonly ts.Statement[]): ts.Statement[] {
  const list = [...statements];
  for (let at = 0; at + 1 < list.length; at += 1) {
    const [first, second] = [list[at]!, list[at + 1]!];
    if (!ts.isVariableStatement(first) || !ts.isVariableStatement(second) || needs(second, first)) continue;
    [list[at], list[at + 1]] = [second, first];
    at += 1;
  }
  return list;
}

function needs(later: ts.Statement, earlier: ts.VariableStatement): boolean {
  return earlier.declarationList.declarations.some((declaration) =>
    later.getText().includes(declaration.name.getText()),
  );
}

/** One step becomes two: returned values get a name, `+=` is written out, conditions too, single statements get braces. */
function split(code: string): string {
  let count = 0;
  return rewritten(parse(code), (node, visit) => {
    if (ts.isBlock(node) || ts.isSourceFile(node)) return undefined;
    if (ts.isReturnStatement(node) && node.expression && !ts.isIdentifier(node.expression)) {
      const name = `step${count++}`;
      const value = ts.factory.createVariableDeclaration(name, undefined, undefined, visit(node.expression));
      const list = ts.factory.createVariableDeclarationList([value], ts.NodeFlags.Const);
      return ts.factory.createBlock(
        [
          ts.factory.createVariableStatement(undefined, list),
          ts.factory.createReturnStatement(ts.factory.createIdentifier(name)),
        ],
        true,
      );
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
      return ts.factory.createAssignment(
        visit(node.left),
        ts.factory.createAdd(visit(node.left), visit(node.right)),
      );
    return undefined;
  });
}

/** Remarks everywhere, and empty lines. */
function commented(code: string, draw: Draw): string {
  const remarks = [
    '// now the next step',
    '/* this is important */',
    '// I tried another way first',
    '// see the lecture',
    '',
  ];
  const lines = code
    .split('\n')
    .flatMap((line) => (/[;{]$/.test(line) && draw(true, false) ? [line, draw(...remarks)] : [line]));
  return `/**\n * My solution. ${'It does what was asked for. '.repeat(5)}\n */\n${lines.join('\n')}`;
}

async function formatted(code: string, draw: Draw): Promise<string> {
  const options = {
    semi: false,
    singleQuote: draw(true, false),
    tabWidth: draw(2, 4, 8),
    printWidth: draw(40, 160),
    arrowParens: 'avoid' as const,
    trailingComma: 'none' as const,
  };
  return format(code, { parser: 'typescript', ...options });
}

type Visit = <Node extends ts.Node>(node: Node) => Node;

/** The code with nodes replaced where `change` gives one. */
function rewritten(
  source: ts.SourceFile,
  change: (node: ts.Node, visit: Visit) => ts.Node | undefined,
  order: (statements: readonly ts.Statement[]) => readonly ts.Statement[] = (statements) => statements,
): string {
  const { transformed } = ts.transform(source, [
    (context) => (root) => {
      const visit = <Node extends ts.Node>(node: Node): Node =>
        (change(node, visit) ?? ts.visitEachChild(node, visit, context)) as Node;
      const statements = order(root.statements).map(visit);
      return ts.factory.updateSourceFile(root, statements);
    },
  ]);
  return ts.createPrinter().printFile(transformed[0]!);
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('copy.ts', code, ts.ScriptTarget.Latest, true);
}
