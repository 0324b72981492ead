import type { Phrase } from './phrase';

/** What is said about a submitted file that cannot be used, before anything of it runs. */
export const OF_FILES: readonly Phrase[] = [
  [/^cannot be loaded$/m, 'não pode ser carregado'],
  [
    /import\.meta is not there when a submission is graded\. For the folder of this file write __dirname; do without the rest\./,
    'import.meta não existe quando uma entrega é corrigida. Para a pasta deste arquivo escreva __dirname; passe sem o resto.',
  ],
  [
    /await stands outside of every function, and a submission cannot wait while it is loaded\. Move it into the async function that needs its value\./,
    'await está fora de qualquer função, e uma entrega não pode esperar enquanto é carregada. Ponha-o na função async que precisa do valor.',
  ],
  [
    /await stands in a function that is not async\. Write "async" before that function, or do without await\./,
    'await está numa função que não é async. Escreva "async" antes dessa função, ou passe sem await.',
  ],
  [
    /^(\S+) cannot be compiled: it becomes more than (\d+) MB of JavaScript; does an enum repeat long texts\? Make such texts with a function instead$/,
    '$1 não pode ser compilado: vira mais de $2 MB de JavaScript; um enum repete textos longos? Faça esses textos com uma função',
  ],
  [
    /^(\S+) cannot be compiled within (\S+) s; its expressions are nested too deeply$/,
    '$1 não pode ser compilado em $2 s; suas expressões estão aninhadas demais',
  ],
  [
    /^(\S+) cannot be compiled: something in it grows too large, such as an enum whose texts repeat each other; make such texts with a function instead \(the compiler ran out of memory on it\)$/,
    '$1 não pode ser compilado: algo nele fica grande demais, como um enum cujos textos se repetem; faça esses textos com uma função (o compilador ficou sem memória)',
  ],
  [
    /^(\S+) is not UTF-8 text; save it with the encoding UTF-8$/,
    '$1 não é texto em UTF-8; salve-o com a codificação UTF-8',
  ],
  [
    /^(\S+) is empty; copy the stub back and write the function there$/,
    '$1 está vazio; copie de volta o arquivo dado e escreva a função nele',
  ],
  [/^(\S+) is a link; submit the file itself$/, '$1 é um link; entregue o próprio arquivo'],
  [
    /^(\S+) is not there, but "(.+)" is; if you mean it, call it (\S+) and submit again$/,
    '$1 não está aqui, mas "$2" está; se é ele, dê-lhe o nome $3 e entregue de novo',
  ],
  [
    /^(\S+) must export a function named "(\w+)"; write "export" before "function (\w+)"$/,
    '$1 precisa exportar uma função chamada "$2"; escreva "export" antes de "function $3"',
  ],
  [
    /^(\S+) must export a function named "(\w+)"; write "export function (\w+)", without "default"$/,
    '$1 precisa exportar uma função chamada "$2"; escreva "export function $3", sem "default"',
  ],
  [
    /^(\S+) must export a function named "(\w+)"; its "\w+" is an? (\w+)$/,
    '$1 precisa exportar uma função chamada "$2"; o que exporta com esse nome é do tipo $3',
  ],
  [
    /^(\S+) must export a function named "(\w+)"; it exports /,
    '$1 precisa exportar uma função chamada "$2"; exporta ',
  ],
  [
    /it imports "([^"]*)", which does not exist; write "boletim\/toolkit"/,
    'importa "$1", que não existe; escreva "boletim/toolkit"',
  ],
  [
    /it imports "([^"]*)", which is not part of a submission; write what it needs into the question's own file/,
    'importa "$1", que não faz parte de uma entrega; escreva o que precisa no próprio arquivo da questão',
  ],
  [
    /it imports "([^"]*)", which is not there when a submission is graded; do without it/,
    'importa "$1", que não existe quando uma entrega é corrigida; passe sem ele',
  ],
  [/^not part of a submission, ignored: /, 'não fazem parte de uma entrega, ignorados: '],
];
