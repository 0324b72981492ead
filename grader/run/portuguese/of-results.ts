import type { Phrase } from './phrase';

// What patterns look at is cut first: a student's text of any length takes a moment.
/* eslint-disable regexp/no-super-linear-move */
/** What is said about results, and about tests that gave none. */
export const OF_RESULTS: readonly Phrase[] = [
  [
    /; a function gives undefined when it ends without return/g,
    '; uma função dá undefined quando termina sem return',
  ],
  [/expected a value, got undefined or null/g, 'esperava um valor, obtive undefined ou null'],
  [/expected something to look into, got /g, 'esperava algo com conteúdo, obtive '],
  [/expected a tensor, got /g, 'esperava um tensor, obtive '],
  [/expected a list, got /g, 'esperava uma lista, obtive '],
  [/expected an? number, got /g, 'esperava um número, obtive '],
  [/expected an object, got /g, 'esperava um objeto, obtive '],
  [/expected a map, got /g, 'esperava um Map, obtive '],
  [/expected (\S+) values, got (\d+): /g, 'esperava $1 valores, obtive $2: '],
  [/expected shape (\[.*?\]), got /g, 'esperava a forma $1, obtive '],
  [/expected dtype (\w+), got /g, 'esperava o dtype $1, obtive '],
  [/expected (\S+) \(give or take (\S+)\), got /g, 'esperava $1 (mais ou menos $2), obtive '],
  [/expected ([^;]+?), got /g, 'esperava $1, obtive '],
  [/(\d+) of (\d+) elements differ/g, '$1 de $2 elementos diferem'],
  [/(\d+) of (\d+) elements are NaN, the first at /g, '$1 de $2 elementos são NaN, o primeiro em '],
  [
    /the norm of the difference is (\S+), allowed is (\S+);/g,
    'a norma da diferença é $1, e o permitido é $2;',
  ],
  [/the relative difference is (\S+), allowed is (\S+);/g, 'a diferença relativa é $1, e o permitido é $2;'],
  [/the largest difference is (\S+), allowed is (\S+);/g, 'a maior diferença é $1, e o permitido é $2;'],
  [/largest difference (\S+) at (\[.*?\]): /g, 'maior diferença $1 em $2: '],
  [/^the result: /, 'o resultado: '],
  [/^the result's (\S+) is a Promise.*$/s, 'em $1 do resultado há uma promessa que ninguém espera (await)'],
  [
    /^the result's (\S+) is an? (\w+), which is not plain data$/,
    'em $1 do resultado há um $2, que não são dados simples',
  ],
  [/^the result is an? (\w+), which is not plain data$/, 'o resultado é um $1, que não são dados simples'],
  [
    /^the result's (\S+) is a (\w+), which is not data$/,
    'em $1 do resultado há algo do tipo $2, que não é um dado',
  ],
  [/^the result is a (\w+), which is not data$/, 'o resultado é algo do tipo $1, que não é um dado'],
  [/^the result is a Promise.*$/s, 'o resultado é uma promessa que ninguém espera (await)'],
  [
    /^the result(?:'s (\S+))? is nested more than (\d+) levels deep, or contains itself$/,
    'o resultado tem mais de $2 níveis, ou contém a si mesmo $1',
  ],
  [
    /^the result has more than (\d+) parts; return a tensor or a typed array$/,
    'o resultado tem mais de $1 partes; devolva um tensor ou um typed array',
  ],
  [/^a message of (\d+) MB is too large to send$/, 'o resultado tem $1 MB, e é grande demais'],
  [/^(\S+) is not written yet$/, '$1 ainda não foi escrito'],
  [/^(\S+) is not in the submission$/, '$1 não está na entrega'],
  [
    /^did not finish within (\S+) s; look for a loop or a promise that never ends$/,
    'não terminou em $1 s; procure um laço ou uma promessa sem fim',
  ],
  [
    /^the whole submission may take (\S+) s, and this test used up what other files leave of it$/,
    'a entrega inteira pode levar $1 s, e este teste gastou o que os outros arquivos deixam',
  ],
  [
    /^the whole submission may take (\S+) s, and what other files leave of it was used up before this test$/,
    'a entrega inteira pode levar $1 s, e o que os outros arquivos deixam acabou antes deste teste',
  ],
  [
    /^could not be graded: the course has to correct this test$/,
    'não pôde ser avaliado: o curso precisa corrigir este teste',
  ],
  [/^it used more than (\d+) MB of memory$/, 'usou mais de $1 MB de memória'],
  [/^it ran out of memory$/, 'a memória acabou'],
  [/^it started more than (\d+) processes and threads$/, 'iniciou mais de $1 processos e threads'],
  [/^it printed more than (\d+) MB$/, 'imprimiu mais de $1 MB'],
  [/^its process was ended by (\w+)$/, 'seu processo foi encerrado por $1'],
  [
    /^its process exited with code (\S+) before it answered; do not call process\.exit\(\)$/,
    'seu processo terminou com o código $1 antes de responder; não chame process.exit()',
  ],
  [/^did not run$/, 'não foi executado'],
  [/^syntax error$/m, 'erro de sintaxe'],
];
