import ts from 'typescript';
import type { Lang } from '../report/lang';

/** Makes the compiler say what it finds in a language, from now on in this process. Its texts come with its package. */
export function speak(lang: Lang): void {
  if (lang === spoken) return;
  // The language of the compiler's own sources has no file of texts: nothing is put in their place.
  const readFile = lang === 'en' ? () => '{}' : (name: string) => ts.sys.readFile(name);
  ts.validateLocaleAndSetLanguage('pt-br', { ...ts.sys, readFile });
  spoken = lang;
}

let spoken: Lang = 'en';
