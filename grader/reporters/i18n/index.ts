import { en, type Strings } from './en';
import { ptBr } from './pt-br';
import type { Lang } from '../../report/languages';

/** Every fixed text of a report in one language. */
export function stringsOf(lang: Lang): Strings {
  return lang === 'pt-BR' ? ptBr : en;
}

export { LANGS, type Lang } from '../../report/languages';
export type { Strings };
