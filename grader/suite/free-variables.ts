import { parseExpressionAt } from 'acorn';
import { analyze } from 'periscopic';
import { AuthorError } from '../errors';

/** Names that exist in the sandbox as here: the language's own and Node's. */
const GLOBALS = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['undefined', 'arguments', 'globalThis', 'require'],
]);
GLOBALS.delete('require');

const NO_CALLBACK =
  'evaluate() takes an arrow function or a function expression; a method cannot travel. Write: evaluate((lab, argument) => ...)';

const checked = new Set<string>();

/**
 * The source text of an `evaluate` callback, ready to travel. Throws an AuthorError that names every outside
 * variable the callback would not find in the sandbox, and shows how to pass it.
 */
export function callbackSource(callback: (...parameters: never[]) => unknown): string {
  if (typeof callback !== 'function') throw new AuthorError(NO_CALLBACK);
  const source = callback.toString();
  if (checked.has(source)) return source;
  const outside = outsideVariables(source);
  if (outside.length > 0) throw new AuthorError(explain(outside));
  checked.add(source);
  return source;
}

function outsideVariables(source: string): OutsideName[] {
  let expression;
  try {
    expression = parseExpressionAt(`(${source}\n)`, 0, { ecmaVersion: 'latest' });
  } catch {
    throw new AuthorError(NO_CALLBACK);
  }
  const program = {
    type: 'Program',
    sourceType: 'script',
    body: [{ type: 'ExpressionStatement', expression }],
  };
  const { globals } = analyze(program as unknown as Parameters<typeof analyze>[0]);
  return [...globals.keys()].filter((name) => !GLOBALS.has(name)).flatMap((name) => namesOf(name, source));
}

interface OutsideName {
  name: string;
  imported: boolean;
}

/** `(0, suite_1.expect)` is what the compiler made of an imported `expect`: the author knows that name alone. */
function namesOf(name: string, source: string): OutsideName[] {
  if (!/_\d+$/.test(name)) return [{ name, imported: false }];
  const uses = source.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\.([\\w$]+)`, 'g'));
  const members = [...new Set([...uses].map((use) => use[1]!))];
  if (members.length === 0) return [{ name, imported: false }];
  return members.map((member) => ({ name: member, imported: true }));
}

function explain(outside: OutsideName[]): string {
  const shown = outside.map(({ name, imported }) => (imported ? `${name} (an import)` : name)).join(', ');
  const own = outside.find(({ imported }) => !imported)?.name;
  const pass = own ? ` Pass data as the argument: evaluate((lab, { ${own} }) => ..., { ${own} }).` : '';
  const expects = outside.some(({ name }) => name === 'expect')
    ? ' Return the value and expect() something of it outside.'
    : '';
  return `The callback of evaluate() runs in the sandbox and cannot see: ${shown}.${pass}${expects} Functions and classes come from the lab.`;
}
