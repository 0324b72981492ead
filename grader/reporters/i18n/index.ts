import { en, type Strings } from './en';
import { ptBr } from './pt-br';

/** The languages a report can be written in. */
export const LANGS = ['en', 'pt-BR'] as const;

export type Lang = (typeof LANGS)[number];

/** Every fixed text of a report in one language. */
export function stringsOf(lang: Lang): Strings {
  return lang === 'pt-BR' ? ptBr : en;
}

export type { Strings };
