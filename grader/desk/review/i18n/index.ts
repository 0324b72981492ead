import type { Lang } from '@boletim/grader/reporters';
import { en, type DeskStrings } from './en';
import { ptBr } from './pt-br';

export type { DeskStrings } from './en';

/** The texts of the review page in one language. */
export function deskStrings(lang: Lang): DeskStrings {
  return { en, 'pt-BR': ptBr }[lang];
}
