import ts from 'typescript';
import type { Lang } from '../report/lang';

/** Lets the compiler say in a language what it finds meanwhile, and in English again later. Its texts come with its package. */
export function speaking<Found>(lang: Lang, work: () => Found): Found {
  speak(lang);
  try {
    return work();
  } finally {
    speak('en');
  }
}

function speak(lang: Lang): void {
  if (lang === spoken) return;
  // The language of the compiler's own sources has no file of texts: nothing is put in their place.
  const readFile = lang === 'en' ? () => '{}' : (name: string) => ts.sys.readFile(name);
  ts.validateLocaleAndSetLanguage('pt-br', { ...ts.sys, readFile });
  spoken = lang;
}

let spoken: Lang = 'en';
