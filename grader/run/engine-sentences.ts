// What patterns look at is cut first: a student's text of any length takes a moment.
/* eslint-disable regexp/no-super-linear-backtracking */
/**
 * What JavaScript and tfjs say when something is used as what it is not, in words that tell a beginner where to look.
 * A message that is not recognised stays as it is.
 */
export function engineSentence({ name, message, own = false }: EngineError): string | null {
  // Longer than anything that an engine says.
  if (message.length > LONGEST) return null;
  for (const [words, ours] of SENTENCES) {
    const match = words.exec(message);
    if (match && !(own && ours === methodTakenOff))
      return typeof ours === 'string' ? message.replace(words, ours) : ours(match);
  }
  return name === 'RangeError' && message === 'Maximum call stack size exceeded'
    ? 'the function calls itself without end, or something that it calls does'
    : null;
}

export interface EngineError {
  name: string;
  message: string;
  /** It was thrown in the student's own line, not in what that line calls. */
  own?: boolean;
}

const LONGEST = 2000;

type Sentence = string | ((match: RegExpExecArray) => string);

const SENTENCES: [words: RegExp, ours: Sentence][] = [
  [
    /^Cannot (?:read|write) private member #?\S+ (?:from|to) an object whose class did not declare it.*/s,
    'a method is called without the object that it belongs to: it was taken off it, or was given another one as its this; call it behind the dot of its own object',
  ],
  [
    /^(?:Cannot read properties of undefined \(reading '(forward|parameters|modules|#\w+)'\))$/,
    methodTakenOff,
  ],
  [
    /^Cannot (read|set) properties of (undefined|null) \((?:reading|setting) '([^']+)'\)$/,
    ([, , what, property]) =>
      `.${property} is asked of ${what}: something is missing there; print what stands before the dot`,
  ],
  [
    /^(\S+) is not a function$/,
    ([, called]) => {
      const [, owner, method] = /^(.+)\.([\w$]+)$/.exec(called!) ?? [];
      return owner === undefined
        ? `${called} is called like a function, and is none: print it`
        : `${owner}.${method} is not a function: ${owner} has no method of this name${spelling(method!)}, or ${method} is something else, a value or an object with methods of its own; print ${owner}`;
    },
  ],
  [
    /^(.+?) is not iterable(?: \(cannot read property .*\))?$/s,
    ([, what]) =>
      `${what} cannot be taken apart or gone through like a list: print it, it may be one value, a promise, a function that was not called, or missing`,
  ],
  [
    /^Class constructor (\w+) cannot be invoked without 'new'$/,
    '$1 is a class, and is called like a function: objects of a class are made with new',
  ],
  [/^(\S+) is not a constructor$/, '$1 is no class: nothing can be made of it with new'],
  [
    /^Cannot create property '([^']+)' on (string|number|boolean) '?([^']*)'?$/,
    '.$1 is set on $3, a $2, which cannot have properties: is it the key of something, and not the thing itself? for…in gives keys, for…of gives items',
  ],
  [
    /^Assignment to constant variable\.$/,
    'a const is assigned a second time: what changes is declared with let',
  ],
  [
    /^(\S+) is not defined$/,
    '$1 is not defined: is it spelled right, is it imported, is it declared where you use it?',
  ],
  [
    /^Cannot access '([^']+)' before initialization$/,
    '$1 is used above the line that declares it, or inside of it',
  ],
  [
    /^Cannot (?:assign to read only property '[^']*' of|add property \S+,|delete property '[^']*' of) (?:object )?.*$/s,
    'something is changed that cannot be changed, such as a pair of tuple(x, y): make a new one',
  ],
  [
    /^Argument '(\w+)' passed to '(\w+)' must be (?:a Tensor or TensorLike|numeric tensor).*but got '?Promise'?.*$/s,
    '$2 needs a tensor, and got a promise: await it',
  ],
  [
    /^Argument '(\w+)' passed to '(\w+)' must be a Tensor or TensorLike, but got '?([\w ]+)'?.*$/s,
    ([, argument, operation, got]) =>
      `${operation} needs a tensor for its ${argument}, and got ${got === 'null' ? 'nothing (undefined or null)' : `something of type ${got}`}`,
  ],
  [
    /^Argument '(\w+)' passed to '(\w+)' must be numeric tensor, but got string tensor$/,
    '$2 needs a tensor, and got a text: +, -, * and / do not work on tensors, and + makes a text of them; use their methods, such as add',
  ],
  [
    /^Invalid typed array length: \d+$/,
    'something is given to an operation that no tensor can be made of, such as a list of tensors where one tensor belongs',
  ],
  [
    /^Cannot set property (\S+) of .* which has only a getter$/,
    '.$1 cannot be set: it can only be read; print what stands before the dot, and see what else it has',
  ],
  [
    /^Operands could not be broadcast together with shapes ([\d,]*) and ([\d,]*)\.$/,
    ([, a, b]) =>
      `shapes [${spaced(a!)}] and [${spaced(b!)}] do not fit together: the two tensors of an operation must have the same shape`,
  ],
  [
    /^(?:Tensor is disposed\.|The tensor .*disposed.*)$/s,
    'a tensor is used after it was freed: by dispose, by a tf.tidy that ended, or together with an earlier batch',
  ],
];

function methodTakenOff(match: RegExpExecArray): string {
  return `a method is called without the object that it belongs to (its this is undefined, and ${match[1]} is asked of it): call it behind the dot of its own object`;
}

/** Names that Python writes with underscores, JavaScript writes with capitals. */
function spelling(method: string): string {
  const [first = '', ...rest] = method.split('_').filter((word) => word !== '');
  const ours = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return ours === method ? '' : ` (names are written like ${ours} here)`;
}

function spaced(shape: string): string {
  return shape.replaceAll(',', ', ');
}
