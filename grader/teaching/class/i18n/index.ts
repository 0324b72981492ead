import type { Lang } from '@boletim/grader/reporters';
import { en, type ClassStrings } from './en';
import { ptBr } from './pt-br';

export type { ClassStrings };

/** What a class run says to the teacher, in one language. */
export function classStringsOf(lang: Lang): ClassStrings {
  return lang === 'pt-BR' ? ptBr : en;
}
