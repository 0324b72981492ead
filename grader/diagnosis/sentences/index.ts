import { en, type DiagnosisStrings } from './en';
import { ptBr } from './pt-br';

export type Lang = 'en' | 'pt-BR';

/** Every sentence about relations in one language. */
export function sentencesOf(lang: Lang): DiagnosisStrings {
  return lang === 'pt-BR' ? ptBr : en;
}

export { findingSentence } from './findings';
