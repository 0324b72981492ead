import { en, type Strings } from './en';
import { ptBr } from './pt-br';
import { LANGS, type Lang } from '../../report/lang';

/** Every fixed text of a report in one language. */
export function stringsOf(lang: Lang): Strings {
  return lang === 'pt-BR' ? ptBr : en;
}

export { LANGS };
export type { Lang, Strings };
