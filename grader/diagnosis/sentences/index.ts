import { en, type DiagnosisStrings } from './en';
import { ptBr } from './pt-br';
import type { Lang } from '../../report/languages';

/** Every sentence about relations in one language. */
export function sentencesOf(lang: Lang): DiagnosisStrings {
  return lang === 'pt-BR' ? ptBr : en;
}

export { findingSentence } from './findings';
export type { Lang } from '../../report/languages';
