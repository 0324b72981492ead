import { parseExpressionAt } from 'acorn';
import { analyze } from 'periscopic';
import { AuthorError } from '../errors';

/** Names that exist in the sandbox as here: the language's own and Node's. */
const GLOBALS = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['undefined', 'arguments', 'globalThis', 'require'],
]);
GLOBALS.delete('require');

const checked = new Set<string>();

/**
 * The source text of an `evaluate` callback, ready to travel. Throws an AuthorError that names every outside
 * variable the callback would not find in the sandbox, and shows how to pass it.
 */
export function callbackSource(callback: (...parameters: never[]) => unknown): string {
  const source = callback.toString();
  if (checked.has(source)) return source;
  const outside = outsideVariables(source);
  if (outside.length > 0) throw new AuthorError(explain(outside));
  checked.add(source);
  return source;
}

function outsideVariables(source: string): string[] {
  let expression;
  try {
    expression = parseExpressionAt(`(${source}\n)`, 0, { ecmaVersion: 'latest' });
  } catch {
    throw new AuthorError(
      'evaluate() takes an arrow function or a function expression; a method cannot travel. Write: evaluate((lab, argument) => ...)',
    );
  }
  const program = {
    type: 'Program',
    sourceType: 'script',
    body: [{ type: 'ExpressionStatement', expression }],
  };
  const { globals } = analyze(program as unknown as Parameters<typeof analyze>[0]);
  return [...globals.keys()].filter((name) => !GLOBALS.has(name)).map(originalName);
}

/** `boletim_suite_1` is what the compiler made of an import: the author knows the module, not that name. */
function originalName(name: string): string {
  const match = /^(.*)_\d+$/.exec(name);
  return match ? `${name} (an import of "${match[1]!.replaceAll('_', '/')}")` : name;
}

function explain(outside: string[]): string {
  const [first] = outside;
  const name = first!.split(' ')[0];
  return (
    `The callback of evaluate() runs in the sandbox and cannot see: ${outside.join(', ')}. ` +
    `Pass data as the argument: evaluate((lab, { ${name} }) => ..., { ${name} }). Functions and classes come from the lab.`
  );
}
