import type { Lang } from './lang';

/** What an author writes for students: in each language, or in one for all. */
export type Text = string | Readonly<Record<Lang, string>>;

/** A text in the language that is asked for. */
export function textIn(text: Text, lang: Lang): string {
  return typeof text === 'string' ? text : text[lang];
}

/** Whether a text is there in every language. */
export function isTranslated(text: Text): text is Exclude<Text, string> {
  return typeof text !== 'string';
}

export type { Lang };
