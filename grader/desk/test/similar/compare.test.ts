import { expect } from 'chai';
import { compareSubmissions, type Comparison, type Source } from '../../similar/compare';
import { DISGUISES, disguise, type Disguise, type Files } from './disguises';
import { drawsFrom } from './draws';
import { independentAnswer } from './independent-answers';

const sourceOf = (name: string, files: Files, earlier = false): Source => ({
  name,
  files: new Map(Object.entries(files)),
  earlier,
});

describe('finding copies in disguise', function () {
  this.timeout(120_000);
  const STRANGERS = 200;
  const COPIES = 40;
  const SEEDS = [1, 2, 3, 4, 5];

  /** A class of strangers, with disguised copies of some of them among them. */
  const classOf = async (seed: number): Promise<{ sources: Source[]; originals: Map<string, string> }> => {
    const { draw, next } = drawsFrom(seed);
    const answers = Array.from({ length: STRANGERS }, () => independentAnswer(draw));
    const sources = answers.map((files, at) => sourceOf(`stranger ${at}`, files));
    const originals = new Map<string, string>();
    for (let at = 0; at < COPIES; at += 1) {
      const from = Math.floor(next() * STRANGERS);
      const kind = DISGUISES[at % DISGUISES.length]!;
      const own = independentAnswer(draw);
      sources.push(sourceOf(`${kind} ${at}`, await disguise(answers[from]!, kind, { own, draw })));
      originals.set(`${kind} ${at}`, `stranger ${from}`);
    }
    return { sources, originals };
  };

  const judge = ({ pairs, marked }: Comparison, originals: ReadonlyMap<string, string>) => {
    const origin = (name: string) => originals.get(name) ?? name;
    const found = pairs.slice(0, marked);
    const right = found.filter(({ a, b }) => origin(a.name) === origin(b.name));
    const caught = [...originals].filter(([copy, original]) =>
      found.some(({ a, b }) => [a.name, b.name].includes(copy) && [a.name, b.name].includes(original)),
    );
    return { found: found.length, right: right.length, caught: caught.map(([copy]) => copy) };
  };

  it(`finds at least 95 of 100, and at least 95 of 100 found are copies, in ${SEEDS.length} classes`, async () => {
    const totals = { found: 0, right: 0, caught: [] as string[] };
    for (const seed of SEEDS) {
      const { sources, originals } = await classOf(seed);
      const { found, right, caught } = judge(compareSubmissions(sources, []), originals);
      totals.found += found;
      totals.right += right;
      totals.caught.push(...caught);
    }
    const recall = totals.caught.length / (COPIES * SEEDS.length);
    const precision = totals.right / totals.found;
    const by = (kind: Disguise) => totals.caught.filter((name) => name.startsWith(kind)).length;
    console.log(`      recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}; found:`);
    console.log(`      ${DISGUISES.map((kind) => `${kind} ${by(kind)}`).join(', ')}`);
    expect(recall).to.be.at.least(0.95);
    expect(precision).to.be.at.least(0.95);
  });

  it('marks nobody in a class of strangers, and nobody for five lines that many write', () => {
    const { draw } = drawsFrom(11);
    const strangers = Array.from({ length: 120 }, (_, at) => sourceOf(`${at}`, independentAnswer(draw)));
    expect(compareSubmissions(strangers, []).marked).to.be.at.most(1);
    const short = strangers.map(({ name, files }) =>
      sourceOf(name, { 'src/mean.ts': files.get('src/mean.ts')! }),
    );
    expect(compareSubmissions(short, []).marked).to.equal(0);
  });

  it('puts who copied from one into one group', async () => {
    const { draw } = drawsFrom(12);
    const strangers = Array.from({ length: 60 }, () => independentAnswer(draw));
    const copies = ['renamed', 'formatted', 'commented'] as const;
    const sources = strangers.map((files, at) => sourceOf(`${at}`, files));
    for (const kind of copies)
      sources.push(sourceOf(kind, await disguise(strangers[0]!, kind, { own: strangers[1]!, draw })));
    const { groups } = compareSubmissions(sources, []);
    expect(groups.map((group) => group.map(({ name }) => name).sort())).to.deep.equal([
      ['0', 'commented', 'formatted', 'renamed'],
    ]);
  });

  for (const [size, copies] of [
    [30, 10],
    [30, 20],
    [90, 40],
  ] as const) {
    it(`finds ${copies} of ${size} who have one source, and nobody else`, async () => {
      const { draw } = drawsFrom(size + copies);
      const [source, own] = [independentAnswer(draw), independentAnswer(draw)];
      const kinds = ['renamed', 'formatted', 'commented'] as const;
      const sources = Array.from({ length: size - copies }, (_, at) =>
        sourceOf(`${at}`, independentAnswer(draw)),
      );
      for (let at = 0; at < copies; at += 1)
        sources.push(sourceOf(`copy ${at}`, await disguise(source, kinds[at % 3]!, { own, draw })));
      const { groups } = compareSubmissions(sources, []);
      const ring = groups[0]!.map(({ name }) => name);
      expect(ring.filter((name) => name.startsWith('copy'))).to.have.lengthOf(copies);
      expect(ring.length).to.be.at.most(copies + 1);
    });
  }

  it('marks nobody where a task has two ways, each half of the class going one', () => {
    const { draw } = drawsFrom(16);
    const sources = Array.from({ length: 60 }, (_, at) => {
      const { 'src/smooth.ts': one = '', 'src/read-table.ts': other = '' } = independentAnswer(draw);
      return sourceOf(`${at}`, { 'src/a.ts': at % 2 === 0 ? `${one}${one}` : `${other}${other}` });
    });
    expect(compareSubmissions(sources, []).marked).to.be.at.most(2);
  });

  it('leaves the handout out, wherever it stands', () => {
    const { draw } = drawsFrom(13);
    const given = independentAnswer(draw);
    const handout = [given['src/read-table.ts'], given['src/retry.ts'], given['src/count-labels.ts']].join(
      '\n',
    );
    const sources = Array.from({ length: 30 }, (_, at) => {
      const own = independentAnswer(draw)['src/smooth.ts']!;
      return sourceOf(`${at}`, { 'src/a.ts': at < 3 ? `${handout}\n${own}` : own });
    });
    const sharedBits = (without: readonly string[]) => {
      const { pairs } = compareSubmissions(sources, without);
      const begun = pairs.filter(({ a, b }) => [a, b].every(({ name }) => Number(name) < 3));
      return Math.max(0, ...begun.map(({ bits }) => bits));
    };
    expect(sharedBits([])).to.be.above(200);
    expect(sharedBits([handout])).to.be.below(100);
  });

  it('compares with earlier terms, but not those with each other', async () => {
    const { draw } = drawsFrom(14);
    const old = Array.from({ length: 40 }, () => independentAnswer(draw));
    const earlier = [...old, old[0]!].map((files, at) => sourceOf(`old ${at}`, files, true));
    const now = Array.from({ length: 40 }, (_, at) => sourceOf(`${at}`, independentAnswer(draw)));
    now.push(sourceOf('copier', await disguise(old[5]!, 'renamed', { own: old[6]!, draw })));
    const { pairs } = compareSubmissions([...now, ...earlier], []);
    expect([pairs[0]!.a.name, pairs[0]!.b.name]).to.deep.equal(['copier', 'old 5']);
    expect(pairs.filter(({ a, b }) => a.earlier && b.earlier)).to.deep.equal([]);
  });

  it('is done with 500 submissions of five files in ten seconds', () => {
    const { draw } = drawsFrom(15);
    const sources = Array.from({ length: 500 }, (_, at) => sourceOf(`${at}`, independentAnswer(draw)));
    const start = performance.now();
    compareSubmissions(sources, []);
    const seconds = (performance.now() - start) / 1000;
    console.log(`      500 submissions of 5 files, all pairs: ${seconds.toFixed(1)} s`);
    expect(seconds).to.be.below(10);
  });

  const odd: Files = {
    empty: '',
    'not code': 'a'.repeat(200_000),
    nested: '('.repeat(100_000),
    'open strings': '`${'.repeat(50_000),
    'open comment': '/* '.repeat(50_000),
    'slashes and braces': '}/x/[/'.repeat(30_000),
    'strange letters': '\u0000\ud800💥﻿'.repeat(10_000),
  };
  for (const [name, code] of Object.entries(odd)) {
    it(`takes whatever was handed in: ${name}`, () => {
      const sources = [sourceOf('a', { 'src/a.ts': code }), sourceOf('b', { 'src/a.ts': code })];
      expect(compareSubmissions(sources, [code]).marked).to.equal(0);
      expect(compareSubmissions([sources[0]!], []).pairs).to.deep.equal([]);
      expect(compareSubmissions([], []).pairs).to.deep.equal([]);
    });
  }
});
