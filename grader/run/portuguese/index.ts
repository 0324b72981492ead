import type { Lang } from '../../report/lang';
import { OF_ERRORS } from './of-errors';
import { OF_FILES } from './of-files';
import { OF_RESULTS } from './of-results';
import { withPhrases } from './phrase';

/** A sentence of the grader's in the language of a report. */
export function sentenceIn(message: string, lang: Lang): string {
  return lang === 'pt-BR' ? inPortuguese(message) : message;
}

/** The grader's sentences in Brazilian Portuguese; what is not known stays in English, values and code always do. */
export function inPortuguese(message: string): string {
  // Longer than any sentence of the grader's.
  if (message.length > LONGEST) return message;
  return withPhrases(message, PHRASES).replace(SECONDS, (seconds) => seconds.replace('.', ','));
}

const LONGEST = 2000;

/** How long something took is a number for people; those of tensors and code are written as in code, in every language. */
const SECONDS = /(?<=^não terminou em |^a entrega inteira pode levar )\d+\.\d+(?= s[;,])/;

const PHRASES = [...OF_FILES, ...OF_RESULTS, ...OF_ERRORS];
