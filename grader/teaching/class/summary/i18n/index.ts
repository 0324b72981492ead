import { stringsOf, type Lang, type Strings } from '@boletim/grader/reporters';
import { en, type OwnStrings } from './en';
import { ptBr } from './pt-br';

/** Every fixed text of the class summary: its own, and the words that it shares with reports. */
export type SummaryStrings = Strings & OwnStrings;

/** The class summary's texts in one language. */
export function summaryStringsOf(lang: Lang): SummaryStrings {
  return { ...stringsOf(lang), ...(lang === 'pt-BR' ? ptBr : en) };
}
