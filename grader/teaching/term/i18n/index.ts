import type { Lang } from '@boletim/grader/reporters';
import { summaryStringsOf } from '../../class';
import { en, type TermOwnStrings } from './en';
import { ptBr } from './pt-br';

/** Every fixed text of a term: its own, and the words that it shares with the summary of a class. */
export type TermStrings = ReturnType<typeof summaryStringsOf> & TermOwnStrings;

/** A term's texts in one language. */
export function termStringsOf(lang: Lang): TermStrings {
  return { ...summaryStringsOf(lang), ...(lang === 'pt-BR' ? ptBr : en) };
}
