import ts from 'typescript';
import type { Finding, FindingName } from '../diagnosis/finding';
import { nodesOf } from './nodes-of';

/** Finds statements that are hardly ever meant: a comparison, a result that nobody keeps, for…in over a list. */
export function findIdleStatements(text: string, file: string): Finding[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const own = namesWithEffects(source);
  const findings: Finding[] = [];
  for (const node of nodesOf(source)) {
    const name = kindOf(node, own);
    if (name && findings.length < MAX_FINDINGS) findings.push(findingAt(node, name, source));
  }
  return findings;
}

const MAX_FINDINGS = 20;

function findingAt(node: ts.Node, name: FindingName, source: ts.SourceFile): Finding {
  const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const [first = ''] = node.getText(source).split('\n');
  return { name, line, code: first.length > 80 ? `${first.slice(0, 79)}…` : first };
}

function kindOf(node: ts.Node, own: ReadonlySet<string>): FindingName | null {
  if (ts.isForInStatement(node)) return usesKeyAsItem(node) ? 'for-in' : null;
  if (ts.isCallExpression(node) && mapsToNothing(node)) return 'map-gives-nothing';
  if (ts.isParenthesizedExpression(node) && dropsBeforeComma(node)) return 'comma';
  if (!ts.isExpressionStatement(node) || isDirective(node)) return null;
  return kindOfExpression(unwrapped(node.expression), own);
}

/** `(x, y)`, a pair in Python. What is called behind the comma loses its `this` on purpose: `(0, f)()`. */
function dropsBeforeComma({ expression, parent }: ts.ParenthesizedExpression): boolean {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.CommaToken)
    return false;
  const isCalled = ts.isCallExpression(parent) && parent.expression.pos === expression.parent.pos;
  return !isCalled && !ts.isExpressionStatement(parent) && isValue(expression.left);
}

function isValue(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken)
    return isValue(node.left) && isValue(node.right);
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isLiteralExpression(node);
}

function isDirective({ expression }: ts.ExpressionStatement): boolean {
  return ts.isStringLiteral(expression);
}

function unwrapped(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) || ts.isAwaitExpression(expression)
    ? unwrapped(expression.expression)
    : expression;
}

function kindOfExpression(expression: ts.Expression, own: ReadonlySet<string>): FindingName | null {
  if (ts.isBinaryExpression(expression)) return kindOfOperator(expression.operatorToken.kind);
  if (ts.isCallExpression(expression)) return kindOfCall(expression, own);
  const idle =
    ts.isPropertyAccessExpression(expression) ||
    ts.isElementAccessExpression(expression) ||
    ts.isArrowFunction(expression) ||
    ts.isNumericLiteral(expression);
  return idle ? 'no-effect' : null;
}

function kindOfOperator(operator: ts.SyntaxKind): FindingName | null {
  if (COMPARISONS.has(operator)) return 'compares';
  return ARITHMETIC.has(operator) ? 'drops-result' : null;
}

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
]);

const ARITHMETIC = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
]);

function kindOfCall(
  { expression: callee, arguments: [first] }: ts.CallExpression,
  own: ReadonlySet<string>,
): FindingName | null {
  if (ts.isIdentifier(callee))
    return FUNCTIONS.has(callee.text) && !own.has(callee.text) ? 'drops-result' : null;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const { name, expression: owner } = callee;
  if (name.text === 'forEach' && first && isAsync(first)) return 'for-each-async';
  // A set's `add` changes the set; so may a method of whatever was made with `new`. `console.log` prints.
  if (ts.isIdentifier(owner) && own.has(owner.text)) return null;
  const isIdle = METHODS.has(name.text) && !startsWithThis(owner) && !(first && actsInside(first));
  return isIdle ? 'drops-result' : null;
}

/** A callback that does something for each item is not there for what it gives: `list.map((p) => (p.x = 1));`. */
function actsInside(callback: ts.Expression): boolean {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return false;
  return [...nodesOf(callback.body)].some((node) => ts.isExpressionStatement(node) || isAssignment(node));
}

function isAssignment(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Functions and methods of tensors and lists that give something new and change nothing. */
const FUNCTIONS = new Set('relu softmax logSoftmax sigmoid tanh stack concat tuple flatten to'.split(' '));
const METHODS = new Set(
  `add sub mul div pow neg abs sqrt square exp log relu sigmoid tanh softmax mean sum matMul dot reshape transpose
  squeeze expandDims cast toInt toFloat toBool clone stack maximum minimum clipByValue floor ceil round
  slice concat map filter flat flatMap toSorted toReversed`.split(/\s+/),
);

/** `items.map((item) => { read(item); })`: braces without a return in them. */
function mapsToNothing(call: ts.CallExpression): boolean {
  const {
    expression: callee,
    arguments: [given],
  } = call;
  const isMap = ts.isPropertyAccessExpression(callee) && /^(map|flatMap)$/.test(callee.name.text);
  if (!isMap || !given || !(ts.isArrowFunction(given) || ts.isFunctionExpression(given))) return false;
  return ts.isBlock(given.body) && isKept(call) && ![...nodesOf(given.body)].some(endsOtherwise);
}

/** Whoever waits for a list and drops it wanted what is done on the way: `await Promise.all(items.map(…));`. */
function isKept(node: ts.Node): boolean {
  let user = node.parent;
  while (ts.isAwaitExpression(user) || ts.isParenthesizedExpression(user) || isPromiseAll(user))
    user = user.parent;
  return !ts.isExpressionStatement(user);
}

function isPromiseAll(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.expression.getText() === 'Promise.all';
}

function endsOtherwise(node: ts.Node): boolean {
  return ts.isReturnStatement(node) || ts.isThrowStatement(node);
}

function isAsync(node: ts.Expression): boolean {
  return (
    (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
  );
}

function startsWithThis(node: ts.Expression): boolean {
  let first: ts.Expression = node;
  while (ts.isPropertyAccessExpression(first)) first = first.expression;
  return first.kind === ts.SyntaxKind.ThisKeyword;
}

/** What may do something when called: the console, the file's own functions, and variables that hold an instance or a set. */
function namesWithEffects(source: ts.SourceFile): Set<string> {
  const names = new Set(['console']);
  for (const node of nodesOf(source)) {
    if (ts.isFunctionDeclaration(node) && node.name) names.add(node.name.text);
    const declared = ts.isVariableDeclaration(node) || ts.isParameter(node);
    if (declared && ts.isIdentifier(node.name) && mayChange(node)) names.add(node.name.text);
  }
  return names;
}

function mayChange({ initializer, type }: ts.VariableDeclaration | ts.ParameterDeclaration): boolean {
  const isSet = type && ts.isTypeReferenceNode(type) && /Set$/.test(type.typeName.getText());
  const isOwn =
    initializer &&
    (ts.isNewExpression(initializer) ||
      ts.isArrowFunction(initializer) ||
      ts.isFunctionExpression(initializer));
  return Boolean(isSet || isOwn);
}

/** Whether the loop takes what for…in gives, a text, for an item: `p.requiresGrad`. */
function usesKeyAsItem({ initializer, statement }: ts.ForInStatement): boolean {
  const declared = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  if (!declared || !ts.isIdentifier(declared)) return false;
  for (const node of nodesOf(statement)) {
    const ofKey =
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === declared.text;
    if (ofKey && !(node.name.text in String.prototype)) return true;
  }
  return false;
}
