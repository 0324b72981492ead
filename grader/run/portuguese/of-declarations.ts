import type { DeclarationReport } from '../../report/report';
import type { Lang } from '../../report/lang';
import { withPhrases, type Phrase } from './phrase';

/** A declaration as it was read, its problems in the language of a report; what YAML's parser says stays in English. */
export function declarationIn(declaration: DeclarationReport, lang: Lang): DeclarationReport {
  if (lang !== 'pt-BR') return declaration;
  return { ...declaration, problems: declaration.problems.map((problem) => withPhrases(problem, PHRASES)) };
}

const PHRASES: readonly Phrase[] = [
  [/: expected a number, got /, ': esperado um número, veio '],
  [/: expected text, got /, ': esperado texto, veio '],
  [/: expected a number from (-?\d+) up, got /, ': esperado um número a partir de $1, veio '],
  [/: expected a number up to (-?\d+), got /, ': esperado um número até $1, veio '],
  [/: expected at most (\d+) characters, got /, ': esperados no máximo $1 caracteres, veio '],
  [
    /: expected keys with values, like "id: cnn", got /,
    ': esperadas chaves com valores, como "id: cnn", veio ',
  ],
  [
    /: unknown key (.*); remove it or correct its spelling$/,
    ': chave desconhecida $1; remova-a ou corrija a grafia',
  ],
  [
    /: this key stands twice in the same place; remove one of them$/,
    ': esta chave aparece duas vezes no mesmo lugar; remova uma delas',
  ],
  [
    /: a second YAML document begins here; remove the line "---" and what follows$/,
    ': um segundo documento YAML começa aqui; remova a linha "---" e o que vem depois',
  ],
  [/: a tab indents this line; YAML takes spaces only$/, ': um tab recua esta linha; YAML só aceita espaços'],
  [
    /: the alias (\*.*) is not allowed here; write the value itself$/,
    ': o alias $1 não é permitido aqui; escreva o próprio valor',
  ],
  [/: is longer than (\d+) characters; shorten it$/, ': tem mais de $1 caracteres; encurte'],
  [
    /: cannot be read; write the keys of the stub, each with a plain value$/,
    ': não pode ser lido; escreva as chaves do arquivo dado, cada uma com um valor simples',
  ],
];
