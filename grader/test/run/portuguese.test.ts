import { expect } from 'chai';
import path from 'node:path';
import { inPortuguese } from '../../run/portuguese';
import { declarationIn } from '../../run/portuguese/of-declarations';
import { parseDeclaration } from '../../submission/declaration';
import { decodeText } from '../../submission/decode-text';
import { ASSIGNMENTS } from '../../system/paths';
import { compileSubmitted } from '../../typescript/compile-submission';

const folder = path.join(ASSIGNMENTS, 'warmup');
const problemOf = (text: string) => {
  const compiled = compileSubmitted({ file: 'src/mean.ts', text, folder, lang: 'pt-BR' });
  return inPortuguese('problem' in compiled ? compiled.problem : '');
};
const undecoded = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes, { mayBeEmpty: false });
  return inPortuguese(`src/mean.ts ${'problem' in decoded ? decoded.problem : ''}`);
};

describe('in Portuguese', function () {
  this.timeout(60_000);

  const files: [what: string, problem: () => string, says: RegExp][] = [
    [
      'a syntax error',
      () => problemOf('export const mean = (;'),
      /^erro de sintaxe\nsrc\/mean\.ts:1:22: .*esperad/,
    ],
    [
      'await where nothing waits',
      () => problemOf('export function mean() { await 1; }'),
      /^não pode ser carregado\n.*não é async/,
    ],
    [
      'await outside of functions',
      () => problemOf('export const mean = await 1;'),
      /fora de qualquer função/,
    ],
    ['import.meta', () => problemOf('export const mean = import.meta.url;'), /escreva __dirname/],
    ['an empty file', () => undecoded(Buffer.from('\n')), /^src\/mean\.ts está vazio;/],
    ['a file of bytes', () => undecoded(Uint8Array.of(0xff, 0xfe, 0xfd)), /não é texto em UTF-8/],
  ];
  const said: [english: string, says: RegExp][] = [
    [
      'src/a.ts must export a function named "a"; write "export" before "function a"',
      /escreva "export" antes de "function a"$/,
    ],
    [
      'src/a.ts must export a function named "a"; write "export function a", without "default"',
      /sem "default"$/,
    ],
    [
      'src/a.ts must export a function named "a"; its "a" is a number',
      /o que exporta com esse nome é do tipo number$/,
    ],
    [
      'src/a.ts must export a function named "a"; it exports "b"',
      /^src\/a\.ts precisa exportar .*; exporta "b"$/,
    ],
    [
      'it imports "./b", which is not part of a submission; write what it needs into the question\'s own file',
      /^importa "\.\/b", que não faz parte/,
    ],
    [
      'it imports "fs", which is not there when a submission is graded; do without it',
      /^importa "fs", que não existe quando/,
    ],
    [
      'it imports "boletim/tools", which does not exist; write "boletim/toolkit"',
      /^importa .*; escreva "boletim\/toolkit"$/,
    ],
    [
      'src/a.ts is not there, but "SRC/A.ts" is; if you mean it, call it src/a.ts and submit again',
      /dê-lhe o nome src\/a\.ts/,
    ],
    [
      'a method is called without the object that it belongs to (its this is undefined, and #options is asked of it): call it behind the dot of its own object',
      /^um método é chamado .*se pede #options dele\)/,
    ],
  ];
  for (const [english, says] of said) {
    it(`a student reads: ${english}`, () => expect(inPortuguese(english)).to.match(says));
  }

  for (const [what, problem, says] of files) {
    it(`a student reads of ${what}`, () => expect(problem()).to.match(says));
  }
});

describe('a declaration in Portuguese', () => {
  const cases: [text: string, says: RegExp][] = [
    ['hours: many', /hours: esperado um número, veio "many"$/],
    ['hours: -1', /hours: esperado um número a partir de 0, veio -1$/],
    ['difficulty: 11', /difficulty: esperado um número até 10, veio 11$/],
    ['comments: 3', /comments: esperado texto, veio 3$/],
    [`comments: ${'x'.repeat(20_001)}`, /comments: esperados no máximo 20000 caracteres, veio "x/],
    ['hour: 1', /chave desconhecida "hour"; remova-a ou corrija a grafia$/],
    ['hours: 1\nhours: 2', /esta chave aparece duas vezes no mesmo lugar; remova uma delas$/],
    ['hours: 1\n---\nhours: 2', /um segundo documento YAML começa aqui/],
    ['hours: &a 1\ndifficulty: *a', /o alias \*a não é permitido aqui; escreva o próprio valor$/],
    ['- 1', /esperadas chaves com valores, como "id: cnn", veio/],
    [`# ${'x'.repeat(40_000)}\nhours: 1`, /tem mais de 32768 caracteres; encurte$/],
  ];
  for (const [text, says] of cases) {
    it(`says what is wrong with ${text.slice(0, 40)}`, () => {
      const read = parseDeclaration({ file: 'declaration.yaml', text });
      expect(declarationIn(read, 'en')).to.equal(read);
      const [problem] = declarationIn(read, 'pt-BR').problems;
      expect(problem).to.match(says).and.not.to.equal(read.problems[0]);
    });
  }
});
