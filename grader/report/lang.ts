/** The languages a report can be written in. */
export const LANGS = ['en', 'pt-BR'] as const;

export type Lang = (typeof LANGS)[number];
