import type { SandboxedError } from '../wire/messages';

/**
 * What is the same of an error whatever a student calls things and wherever they stand: its class, the module that threw
 * it, and its message without numbers and without the names of variables. A module is known by its name alone: in a
 * release it is compiled.
 */
export function formOfError({
  kind,
  name,
  message,
  stack,
}: Pick<SandboxedError, 'kind' | 'name' | 'message' | 'stack'>): string {
  // Whoever calls without end is out of stack wherever the last of the calls happened to be.
  const place = /^Maximum call stack size/.test(message) ? '' : throwingModule(stack);
  return ['error', kind, name, place, withoutNames(message)].join('|');
}

function throwingModule(stack: string): string {
  const frame = stack.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  const place = frame
    .slice(0, 1000)
    .split(/[\s()/\\]/)
    .find((part) => /^[^:]+\.[jt]s:\d+:\d+$/.test(part));
  return place?.replace(/\.[jt]s:.*$/, '') ?? '';
}

/** `pairs.map is not a function` says something about map, and nothing about pairs. */
function withoutNames(message: string): string {
  return message
    .replace(
      /^[\w$.()[\]'" ]*?(\.[\w$]+)?(?= is not (a function|a constructor|iterable|defined|a promise))/,
      '_$1',
    )
    .replace(/'[\w$]+'(?= before initialization)/, '_')
    .replace(/\d+(\.\d+)?/g, '#')
    .slice(0, 300);
}
