import type { RelationName } from '../relations/relation';

type Values = Record<string, string>;

/** What a relation is called in a sentence, after the name of the result. */
export interface DiagnosisStrings {
  /** What the result is called where a test has no name for it. */
  result: string;
  relation: Record<RelationName, (it: string, values: Values) => string>;
  /** What to look at next. */
  look: Record<RelationName, string>;
  /** Where a computation first went wrong. */
  trace: {
    says(agrees: string | null, differs: string, about: string | null): string;
    look(differs: string): string;
  };
}

const SHAPE = 'Print the shape after each step and find the first that surprises you.';
const ORDER = 'Look at what decides the order, and at which axis means what.';
const CONSTANT = 'Look for a step that is missing, or done twice, and that a constant like this comes from.';

/** The English of diagnoses. */
export const en: DiagnosisStrings = {
  result: 'your result',
  relation: {
    nan: (it, { count, total, at }) => `${it}: ${count} of ${total} numbers are NaN, the first at ${at}`,
    dtype: (it, { got, wanted }) => `${it} has the right numbers, in dtype ${got} instead of ${wanted}`,
    'all-zero': (it) => `${it} is all zeros`,
    'all-equal': (it, { value }) => `${it} is the same number everywhere: ${value}`,
    'input-unchanged': (it) => `${it} is exactly what your function was given, unchanged`,
    'axes-swapped': (it, { got, order }) =>
      `${it} is the right one with its axes in another order: its shape is ${got}, and its axes are the right ones in the order ${order}`,
    reshaped: (it, { got, wanted }) =>
      `${it} has the right numbers in another shape: ${got} instead of ${wanted}`,
    'too-short': (it, { axis, got, wanted }) =>
      `${it} is right as far as it goes, and ends too early: ${got} instead of ${wanted} along axis ${axis}`,
    'starts-late': (it, { axis, missing, wanted, got }) =>
      `${it} lacks the first ${missing} along axis ${axis}: ${got} instead of ${wanted}, and these are the last ones`,
    'too-long': (it, { axis, got, wanted, more }) =>
      `${it} begins right, and has ${more} too many: ${got} instead of ${wanted} along axis ${axis}`,
    reversed: (it) => `${it} is the right one in reverse order`,
    'batch-reversed': (it) => `${it} is the right one with its items in reverse order (along axis 0)`,
    'channels-reversed': (it) =>
      `${it} is the right one with its channels in reverse order, as BGR is to RGB`,
    mirrored: (it) => `${it} is the right one mirrored, left to right`,
    'upside-down': (it) => `${it} is the right one upside down`,
    flipped: (it, { axis }) => `${it} is the right one reversed along axis ${axis}`,
    'rows-reordered': (it) => `${it} has the right rows in another order`,
    shifted: (it, { axis, by }) =>
      `${it} is the right one shifted by one place along axis ${axis}, ${by === '1' ? 'towards the end' : 'towards the beginning'}`,
    negated: (it) => `${it} is the right one with the opposite sign`,
    scaled: (it, { by }) => `${it} is the right one times ${by}`,
    divided: (it, { by }) => `${it} is the right one divided by ${by}`,
    offset: (it, { by }) =>
      `${it} is the right one ${by!.startsWith('-') ? `minus ${by!.slice(1)}` : `plus ${by}`}`,
    'scaled-and-offset': (it, { factor, offset }) => `${it} is the right one times ${factor}, plus ${offset}`,
    'channels-scaled': (it) =>
      `${it} is the right one with each channel scaled and moved, as when a normalisation is missing or done twice`,
    'function-missing': (it, { name }) => `${it} would be right after one more ${name}`,
    'function-added': (it, { name }) => `${it} is the ${name} of the right one: a ${name} too many`,
    truncated: (it) => `${it} is right, or one too small: fractions are cut off where they should be rounded`,
  },
  trace: {
    says: (agrees, differs, about) =>
      `${agrees === null ? '' : `${agrees} agrees with the right computation, and `}${differs}${about ? `, ${about},` : ''} is the first that differs.`,
    look: (differs) =>
      `What is different about ${differs}? Compute it alone, with the shapes that it has there.`,
  },
  look: {
    nan: 'Print what goes into the step that divides, takes a root or a logarithm there.',
    dtype:
      'Look at where the numbers are made or converted: whole numbers and fractions are different dtypes.',
    'all-zero': 'Follow one number through your function: where does it become 0?',
    'all-equal': 'Follow two different numbers through your function: where do they become equal?',
    'input-unchanged':
      'Look at which of your variables you return, and whether the steps before it are kept in one.',
    'axes-swapped': SHAPE,
    reshaped: SHAPE,
    'too-short': 'Look at where the range ends: which end is meant, and is it included?',
    'starts-late': 'Look at where the range begins.',
    'too-long': 'Look at where the range ends: which end is meant, and is it included?',
    reversed: ORDER,
    'batch-reversed': ORDER,
    'channels-reversed': ORDER,
    mirrored: ORDER,
    'upside-down': ORDER,
    flipped: ORDER,
    'rows-reordered': ORDER,
    shifted: 'Look at the index that you begin with.',
    negated: 'Look at which of two values is taken from the other.',
    scaled: CONSTANT,
    divided: CONSTANT,
    offset: CONSTANT,
    'scaled-and-offset': CONSTANT,
    'channels-scaled': 'Count how often the normalisation is applied on the way.',
    'function-missing': 'Compare the last steps of your function with those of the handout.',
    'function-added': 'Compare the last steps of your function with those of the handout.',
    truncated: 'Look at where fractions become whole numbers.',
  },
};
