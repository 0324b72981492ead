/**
 * The words of assertions and engines, made into sentences that help a beginner. Nothing here decides anything: a
 * message that is not recognised stays as it is.
 */

/** A failed assertion's message. */
export function assertionSentence(message: string): string {
  const sentence = message
    .replace('Target cannot be null or undefined.', 'expected a value, got undefined or null')
    .replace(
      /the given combination of arguments \((\w+) and \w+\) is invalid for this assertion.*/s,
      'expected something to look into, got $1',
    )
    // chai tells zeros apart by their signs; a beginner only wonders about the plus.
    .replace(/(?<=^|[\s[(:])\+0(?=$|[\s\]),}])/g, '0');
  return sentence + returnAdvice(sentence);
}

/** A function without `return` is the most common reason of all; of a part of a result, like its x, it is none. */
function returnAdvice(sentence: string): string {
  if (/^[a-z]: /i.test(sentence)) return '';
  const missing = /(^|: )expected undefined |, got undefined( or null)?$/.test(sentence);
  return missing ? '; a function gives undefined when it ends without return' : '';
}

/** Why a result could not cross: the wire calls it "the value's value". */
export function resultSentence(message: string): string {
  const [, place, rest] = /^the value's value(\S*)( .*)$/s.exec(message) ?? [];
  if (place === undefined) return message.replace(/^the value /, 'the result ');
  const shown = place.length > 60 ? `${place.slice(0, 60)}…` : place;
  return shown === '' ? `the result${rest}` : `the result's ${shown.replace(/^\./, '')}${rest}`;
}

/** An error that student code threw: its class says something unless it is plain Error. */
export function errorSentence({ name, message }: { name: string; message: string }): string {
  const notFound = MISSING_MODULE.exec(message);
  if (notFound) return missingModule(notFound[1] ?? `boletim/${notFound[2]}`);
  const shownName = ['Error', 'NonError', ''].includes(name) ? '' : `${name}: `;
  return `${shownName}${message || 'threw an error without a message'}`;
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
    ? `it imports "${module.replace(/\.js$/, '')}", which is not part of a submission; write what it needs into the question's own file`
    : `it imports "${module}", which is not there when a submission is graded; do without it`;
}
