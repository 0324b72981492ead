import ts from 'typescript';

/** One token of a file, folded: what it is, without what its author chose freely. */
export interface Token {
  /** Equal for tokens that count as the same. */
  kind: number;
  /** Lines from 0, on which it begins and ends. */
  line: number;
  endLine: number;
}

/**
 * A file as TypeScript's own scanner reads it, folded: names and literals each become one kind, only members that
 * JavaScript itself has keep theirs. Gone is what comes and goes without a change of the program: comments, brackets
 * of blocks and expressions, `;`, `,`, `!`, simple types, and the words that name a value or return it; `x += y` counts
 * as `x = x + y`. The scanner does not recurse, so no file can bring it down.
 */
export function tokensOf(code: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, code);
  const lineOf = lineFinder(code);
  const tokens: Token[] = [];
  /** Open braces of blocks and of `${`. */
  const braces: ('block' | 'template')[] = [];
  let previous = ts.SyntaxKind.Unknown;
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken) {
      if (!endsValue(previous)) kind = scanner.reScanSlashToken();
    } else if (kind === ts.SyntaxKind.TemplateHead) braces.push('template');
    else if (kind === ts.SyntaxKind.OpenBraceToken) braces.push('block');
    else if (kind === ts.SyntaxKind.CloseBraceToken && braces.pop() === 'template') {
      kind = scanner.reScanTemplateToken(false);
      if (kind === ts.SyntaxKind.TemplateMiddle) braces.push('template');
    }
    const [line, endLine] = [lineOf(scanner.getTokenStart()), lineOf(scanner.getTokenEnd())];
    for (const folded of fold(kind, previous, scanner.getTokenValue()))
      tokens.push({ kind: folded, line, endLine });
    previous = kind;
  }
  return withoutTypes(tokens);
}

/** After these a slash divides; after all else it begins a regular expression. */
function endsValue(kind: ts.SyntaxKind): boolean {
  if (kind === ts.SyntaxKind.Identifier || LITERALS.has(kind)) return true;
  return VALUE_ENDS.has(kind);
}

const VALUE_ENDS = new Set([
  ...[ts.SyntaxKind.CloseParenToken, ts.SyntaxKind.CloseBracketToken, ts.SyntaxKind.CloseBraceToken],
  ...[
    ts.SyntaxKind.ThisKeyword,
    ts.SyntaxKind.SuperKeyword,
    ts.SyntaxKind.TrueKeyword,
    ts.SyntaxKind.FalseKeyword,
  ],
  ...[ts.SyntaxKind.NullKeyword, ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken],
  ...[ts.SyntaxKind.TemplateTail, ts.SyntaxKind.ExclamationToken],
]);

const LITERALS = new Set([
  ...[ts.SyntaxKind.NumericLiteral, ts.SyntaxKind.BigIntLiteral, ts.SyntaxKind.StringLiteral],
  ...[ts.SyntaxKind.RegularExpressionLiteral, ts.SyntaxKind.NoSubstitutionTemplateLiteral],
]);

const DROPPED = new Set([
  ...[ts.SyntaxKind.SemicolonToken, ts.SyntaxKind.CommaToken, ts.SyntaxKind.Unknown],
  ...[ts.SyntaxKind.OpenBraceToken, ts.SyntaxKind.CloseBraceToken, ts.SyntaxKind.ExclamationToken],
  ...[ts.SyntaxKind.OpenParenToken, ts.SyntaxKind.CloseParenToken, ts.SyntaxKind.ReturnKeyword],
  ...[ts.SyntaxKind.ConstKeyword, ts.SyntaxKind.LetKeyword, ts.SyntaxKind.VarKeyword],
]);

/** Written out: what `x += 1`, `x++` and their kin mean. */
const WRITTEN_OUT = new Map<ts.SyntaxKind, readonly ts.SyntaxKind[]>(
  (
    [
      [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
      [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
      [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
      [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
      [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.PlusToken, ts.SyntaxKind.StringLiteral],
      [ts.SyntaxKind.MinusMinusToken, ts.SyntaxKind.MinusToken, ts.SyntaxKind.StringLiteral],
    ] as const
  ).map(([kind, ...operation]) => [
    kind,
    [ts.SyntaxKind.EqualsToken, ts.SyntaxKind.Identifier, ...operation],
  ]),
);

/** Nothing where a token says nothing about who wrote it. */
function fold(kind: ts.SyntaxKind, previous: ts.SyntaxKind, text: string): readonly number[] {
  if (DROPPED.has(kind)) return [];
  if (LITERALS.has(kind)) return [ts.SyntaxKind.StringLiteral];
  if (kind === ts.SyntaxKind.EqualsEqualsToken) return [ts.SyntaxKind.EqualsEqualsEqualsToken];
  if (kind === ts.SyntaxKind.ExclamationEqualsToken) return [ts.SyntaxKind.ExclamationEqualsEqualsToken];
  if (kind !== ts.SyntaxKind.Identifier) return WRITTEN_OUT.get(kind) ?? [kind];
  const isMember = previous === ts.SyntaxKind.DotToken || previous === ts.SyntaxKind.QuestionDotToken;
  return [(isMember ? MEMBERS.get(text) : undefined) ?? ts.SyntaxKind.Identifier];
}

/** Members of JavaScript's own objects, which nobody can rename: each a kind of its own, above all of TypeScript's. */
const MEMBERS = new Map(
  [...new Set(OWNERS().flatMap((owner) => Object.getOwnPropertyNames(owner)))].map((name, at) => [
    name,
    1000 + at,
  ]),
);

function OWNERS(): object[] {
  const classes = [Array, String, Number, Map, Set, Promise, Object, RegExp, Function];
  return [...classes.map((constructor) => constructor.prototype as object), ...classes, Math, JSON];
}

/** `: number` and `: string[]` come and go without a change of the program. */
function withoutTypes(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const isType = tokens[at]!.kind === ts.SyntaxKind.ColonToken && TYPES.has(tokens[at + 1]?.kind ?? 0);
    if (!isType) {
      kept.push(tokens[at]!);
      continue;
    }
    at += 1;
    while (
      tokens[at + 1]?.kind === ts.SyntaxKind.OpenBracketToken &&
      tokens[at + 2]?.kind === ts.SyntaxKind.CloseBracketToken
    )
      at += 2;
  }
  return kept;
}

const TYPES = new Set([
  ...[
    ts.SyntaxKind.NumberKeyword,
    ts.SyntaxKind.StringKeyword,
    ts.SyntaxKind.BooleanKeyword,
    ts.SyntaxKind.AnyKeyword,
  ],
  ...[
    ts.SyntaxKind.UnknownKeyword,
    ts.SyntaxKind.VoidKeyword,
    ts.SyntaxKind.NeverKeyword,
    ts.SyntaxKind.BigIntKeyword,
  ],
]);

function lineFinder(code: string): (position: number) => number {
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  // Asked in rising order, but for the end of a token that is asked again at the next one's start.
  return (position) => {
    while (line + 1 < starts.length && starts[line + 1]! <= position) line += 1;
    while (starts[line]! > position) line -= 1;
    return line;
  };
}
