import { createCssVariablesTheme, createHighlighterCoreSync, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import typescript from 'shiki/langs/typescript.mjs';
import { markup, type Markup } from '@boletim/grader/html';
import { codeLines } from '@boletim/grader/report';

/** Longer files stand in one colour: nobody waits for colours of what a student may have generated. */
const LONGEST = 30_000;
const LONGEST_LINE = 400;
const MILLISECONDS_A_LINE = 100;

/** A file's lines, coloured where it is TypeScript. Colours are classes: the page's policy allows no styles in tags. */
export function highlight(code: string, file: string): Markup[] {
  const key = `${file}\0${code}`;
  const lines = cache.get(key) ?? render(code, file);
  cache.delete(key);
  cache.set(key, lines);
  if (cache.size > MOST_CACHED) cache.delete(cache.keys().next().value!);
  return lines;
}

const cache = new Map<string, Markup[]>();
const MOST_CACHED = 200;

function render(code: string, file: string): Markup[] {
  const plain = codeLines(code);
  if (code.length > LONGEST || !/\.[cm]?[jt]sx?$/.test(file)) return plain.map((line) => markup`${line}`);
  const tokens = highlighter().codeToTokensBase(plain.join('\n'), {
    lang: 'typescript',
    theme: 'desk',
    tokenizeMaxLineLength: LONGEST_LINE,
    tokenizeTimeLimit: MILLISECONDS_A_LINE,
  });
  return plain.map((_, index) => {
    const parts = (tokens[index] ?? []).map(({ content, color }) => {
      const name = CLASS_OF.exec(color ?? '')?.[1];
      return name === undefined ? markup`${content}` : markup`<span class="t-${name}">${content}</span>`;
    });
    return markup`${parts}`;
  });
}

/** What the theme calls a colour, without what the page writes in its own ink. */
const CLASS_OF = /^var\(--t-token-(comment|string|keyword|constant|function|parameter|string-expression)\)$/;

let made: HighlighterCore | undefined;

function highlighter(): HighlighterCore {
  if (made) return made;
  made = createHighlighterCoreSync({
    themes: [createCssVariablesTheme({ name: 'desk', variablePrefix: '--t-' })],
    langs: [typescript],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  made.codeToTokensBase(EVERYTHING, { lang: 'typescript', theme: 'desk', tokenizeTimeLimit: 0 });
  return made;
}

/** The grammar's patterns are compiled as they are first met: a line would run out of time for it. */
const EVERYTHING = `import { a, type B } from './c';
/** doc */ // comment
export default abstract class X<T extends Y> extends Z implements W { @d private readonly x?: number = 1; get y(): string { return 'z'; } }
export async function* f<T>(this: T, { a, b = 2 }: A, ...rest: unknown[]): Promise<void> { for await (const x of rest) yield* g?.(x)![0] ?? \`\${a}\`; }
const r = /a+[b-c]/giu, n = 0x1f, o = { k: (v: number) => v as unknown, [a]: true, get g() { return null; } } satisfies B;
type U<K> = K extends infer I ? keyof I | \`x\` : never; interface I { (a: string): void; readonly [k: string]: any }
enum E { A = 1 } namespace N { declare let q: symbol } if (a && !b || typeof c === 'd') { try { throw new Error(); } catch (e) { switch (e) { case 1: break; default: continue; } } finally { do {} while (x--) } }
let x = <T,>(a: T) => a, y = a ? b : c; label: for (let i = 0; i < 9; i++) delete o[i];
`;
