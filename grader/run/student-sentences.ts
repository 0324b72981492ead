// What patterns look at is cut first: a student's text of any length takes a moment.
/* eslint-disable regexp/no-super-linear-backtracking */
import { engineSentence, type EngineError } from './engine-sentences';

/**
 * The words of assertions and engines, made into sentences that help a beginner. Nothing here decides anything: a
 * message that is not recognised stays as it is.
 */

/** A failed assertion's message. */
export function assertionSentence(message: string): string {
  // Longer than any assertion with a value that people read.
  if (message.length > LONGEST) return message;
  const sentence = PHRASES.reduce((text, [words, ours]) => text.replace(words, ours), message)
    // chai tells zeros apart by their signs; a beginner only wonders about the plus.
    .replace(/(?<=^|[\s[(:])\+0(?=$|[\s\]),}])/g, '0');
  return sentence + returnAdvice(sentence);
}

const LONGEST = 2000;

/** One spelling for all: what was expected, then what came. */
const PHRASES: [words: RegExp, ours: string][] = [
  [/Target cannot be null or undefined\./, 'expected a value, got undefined or null'],
  [
    /the given combination of arguments \((\w+) and \w+\) is invalid for this assertion.*/s,
    'expected something to look into, got $1',
  ],
  [/expected (.+) to be close to (\S+) \+\/- (\S+)$/s, 'expected $2 (give or take $3), got $1'],
  [/expected (.+) to be within (\S+)\.\.(\S+)$/s, 'expected $2 to $3, got $1'],
  [/expected (.+) to be (below|above) (\S+)$/s, 'expected a number $2 $3, got $1'],
  [/expected (.+) to be at (least|most) (\S+)$/s, 'expected at $2 $3, got $1'],
  [/expected (.+) to be an? (array|list)$/s, 'expected a list, got $1'],
  [
    /expected (.+) to be (an? (?:number|string|boolean|object|map|set|function|promise))$/s,
    'expected $2, got $1',
  ],
  [/expected (.+) to be an instance of (\w+)$/s, 'expected a value of class $2, got $1'],
  [/expected (.+) to have a length of (\d+) but got (\d+)$/s, 'expected $2 values, got $3: $1'],
  [
    /expected (.+) to have (?:deep |nested |own )*property '([^']+)'(?: of .*)?$/s,
    'expected a value with $2, got $1',
  ],
  [/expected (.+) to (?:deep |deeply )?include (.+)$/s, 'expected something with $2 in it, got $1'],
  [/expected (.+) to be (true|false|null|undefined|NaN)$/s, 'expected $2, got $1'],
  [/expected (.+) to be empty$/s, 'expected nothing in it, got $1'],
];

/** A function without `return` is the most common reason of all; of a part of a result, like its x, it is none. */
function returnAdvice(sentence: string): string {
  if (/^[a-z]: /i.test(sentence)) return '';
  const missing = /(^|: )expected undefined |^(?:[^:]*: )?expected [^;]*, got undefined( or null)?$/.test(
    sentence,
  );
  return missing ? '; a function gives undefined when it ends without return' : '';
}

/** Why a result could not cross: the wire calls it "the value's value". */
export function resultSentence(message: string): string {
  const [, place, rest] = /^the value's value(\S*)( .*)$/s.exec(message) ?? [];
  if (place === undefined) return message.replace(/^the value /, 'the result ');
  const shown = place.length > 60 ? `${place.slice(0, 60)}…` : place;
  return shown === '' ? `the result${rest}` : `the result's ${shown.replace(/^\./, '')}${rest}`;
}

/**
 * An error that student code threw. Its class says something where the words are JavaScript's, a library's or the student's:
 * one can look for it. The course's own words are a sentence, and plain Error says nothing.
 */
export function errorSentence({ name, message, own = false, ours = false }: ThrownError): string {
  const notFound = MISSING_MODULE.exec(message);
  if (notFound) return missingModule(notFound[1] ?? `boletim/${notFound[2]}`);
  const known = engineSentence({ name, message, own });
  if (known !== null) return known;
  const shownName = ours || ['Error', 'NonError', ''].includes(name) ? '' : `${name}: `;
  return `${shownName}${message || 'threw an error without a message'}`;
}

interface ThrownError extends EngineError {
  /** The lab or the toolkit threw it. */
  ours?: boolean;
}

/** The stage of a submission is a package called boletim; with a path below it Node says something else. */
const MISSING_MODULE =
  /^Cannot find module '([^']*)'|^Package subpath '\.\/([^']*)' is not defined by "exports" in \S*boletim-stage-/;

/** The file imports what is not there. */
export function isMissingModule({ message }: { message: string }): boolean {
  return MISSING_MODULE.test(message);
}

function missingModule(module: string): string {
  if (module.startsWith('boletim/'))
    return `it imports "${module}", which does not exist; write "boletim/toolkit"`;
  return module.startsWith('.')
    ? `it imports "${module.replace(/\.js$/, '').replace(/\.([mc])js$/, '.$1ts')}", which is not part of a submission; write what it needs into the question's own file`
    : `it imports "${module}", which is not there when a submission is graded; do without it`;
}
