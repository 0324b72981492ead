import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { usageInPortuguese } from '../../cli/usage-in-portuguese';
import { PROGRAM } from '../../system/paths';
import { boletim } from '../support/program';

/** Where the commands that students use say what is wrong with them. */
const SOURCES = [
  ...['commands', 'environment', 'grade', 'hand-in', 'report-files', 'retrain-options'].map(
    (name) => `cli/${name}.ts`,
  ),
  'submission/submission-at.ts',
  'assignment/load.ts',
  'training/source.ts',
  'sandbox/host/choose.ts',
];

describe("the students' commands in Portuguese", function () {
  this.timeout(60_000);

  const written = SOURCES.flatMap((file) => {
    const source = fs.readFileSync(path.join(PROGRAM, file), 'utf8');
    const calls = /new UsageError\(\s*([`'])([^]*?)\1,?\s*\)/g;
    return [...source.matchAll(calls)].map(([, , text]) =>
      text!.replace('${kind}', 'file').replace(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, 'seven'),
    );
  });
  for (const english of new Set(written))
    it(`forget no sentence: ${english.slice(0, 80)}`, () => {
      expect(usageInPortuguese(english)).not.to.equal(english);
    });

  const cases: [parameters: string[], stderr: RegExp][] = [
    [
      ['grade', 'warmup', '--questoin', 'mean'],
      /^erro: a opção '--questoin' não existe\n\(Seria --question\?\)/,
    ],
    [['grade', 'warmup', 'mean'], /^erro: argumentos demais: cabem 1, e vieram 2\./],
    [
      ['grade', '--sandbox', 'sand'],
      /^erro: 'sand' não serve para a opção .* Pode ser: auto, bwrap, process\./,
    ],
    [['nothing'], /^Não há a atividade "nothing"\. Aqui há: .*cnn, warmup\.\n$/],
    [['grade', 'mean'], /Para corrigir uma questão: npm run grade -- warmup --question mean/],
    [['grade', 'warmup', '--question', 'x'], /^Não há a questão "x"; warmup tem: mean, /],
    [['submit', 'warmup', '--to', 'there', '--token', 'abc'], /^there não é um endereço; um endereço é como/],
    [['submit', 'warmup'], /^erro: a opção '--to <url>' é necessária\n\(com --help aparecem as opções\)/],
  ];
  for (const [parameters, stderr] of cases)
    it(`say what is wrong: boletim ${parameters.join(' ')}`, () => {
      const { code, stderr: said } = boletim(...parameters, '--lang', 'pt-BR');
      expect(said).to.match(stderr);
      expect(code).to.equal(1);
    });

  it('leave English as it was, and other texts alone', () => {
    expect(boletim('grade', 'warmup', '--questoin', 'x').stderr).to.match(
      /^error: unknown option '--questoin'/,
    );
    expect(usageInPortuguese('whatever a system says')).to.equal('whatever a system says');
  });
});
