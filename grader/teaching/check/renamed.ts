import ts from 'typescript';

/** The same program with other names for all that is its own, and with statements swapped where nobody can tell. */
export function renamed(text: string): string {
  const source = ts.createSourceFile('mutant.ts', text, ts.ScriptTarget.Latest, true);
  const names = new Map([...localNames(source)].map((name, index) => [name, `other${index}`]));
  const { transformed } = ts.transform(source, [rename(names), swapDeclarations]);
  return ts.createPrinter().printFile(transformed[0] as ts.SourceFile);
}

/** Parameters and variables of functions: nothing that is imported or exported. */
function localNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (declares && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function rename(names: ReadonlyMap<string, string>): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (source) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isShorthandPropertyAssignment(node) && names.has(node.name.text))
        return factory.createPropertyAssignment(
          node.name.text,
          factory.createIdentifier(names.get(node.name.text)!),
        );
      if (ts.isBindingElement(node) && isShorthandBinding(node) && names.has(node.name.text))
        return renameBinding(node, node.name.text);
      if (ts.isIdentifier(node) && names.has(node.text) && !isProperty(node))
        return factory.createIdentifier(names.get(node.text)!);
      return ts.visitEachChild(node, visit, context);
    };
    const renameBinding = (node: ts.BindingElement, name: string) =>
      factory.createBindingElement(
        node.dotDotDotToken,
        node.dotDotDotToken ? undefined : name,
        names.get(name)!,
        node.initializer && (ts.visitNode(node.initializer, visit) as ts.Expression),
      );
    return ts.visitEachChild(source, visit, context);
  };
}

/** `{ name }` in a pattern takes a property of that name. */
function isShorthandBinding(node: ts.BindingElement): node is ts.BindingElement & { name: ts.Identifier } {
  return ts.isObjectBindingPattern(node.parent) && !node.propertyName && ts.isIdentifier(node.name);
}

function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isQualifiedName(parent)
  );
}

/** Two neighbours of which neither uses what the other declares, waits or calls anything change places. */
const swapDeclarations: ts.TransformerFactory<ts.SourceFile> = (context) => (source) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    return ts.isBlock(visited)
      ? context.factory.createBlock(swapped([...visited.statements]), true)
      : visited;
  };
  return ts.visitEachChild(source, visit, context);
};

function swapped(statements: ts.Statement[]): ts.Statement[] {
  const at = statements.findIndex((first, index) => {
    const second = statements[index + 1];
    return second !== undefined && isCalm(first) && isCalm(second) && !shareNames(first, second);
  });
  if (at < 0) return statements;
  return [...statements.slice(0, at), statements[at + 1]!, statements[at]!, ...statements.slice(at + 2)];
}

function isCalm(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  let calm = true;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node)) calm = false;
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return calm;
}

function shareNames(a: ts.Statement, b: ts.Statement): boolean {
  const namesIn = (root: ts.Node) => {
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) names.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(root);
    return names;
  };
  const names = namesIn(a);
  return [...namesIn(b)].some((name) => names.has(name));
}
