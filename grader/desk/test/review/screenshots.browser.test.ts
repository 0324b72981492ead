import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { COURSE } from '../../../system/paths';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import type { Member } from './class-folder';
import { answerAddress, serveClass } from './desk-server';

const LINES = [
  '/** The mean of a list; NaN for an empty one. */',
  'export function mean(values: number[]): number {',
  '  let total = 0;',
  '  for (const value of values) {',
  '    total += value;',
  '  }',
  '  // half of them is what we want',
  '  return total / 2;',
  '}',
  '',
];

/** Pictures for docs/images: `UPDATE_IMAGES=1` takes them anew. */
describe('pictures of the desk', function () {
  this.timeout(120_000);
  const chromium = findChromium();

  before(function () {
    if (!chromium || process.env.UPDATE_IMAGES !== '1') this.skip();
  });

  const NAMES = ['Ana Lima', 'Bruno Reis', 'Carla Dias', 'Davi Melo', 'Elisa Nunes', 'Fábio Rocha'];
  const members = (): Member[] =>
    NAMES.map((name, index) => ({
      id: name.split(' ')[0]!.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''),
      name,
      code: LINES.join('\n').replace('/ 2', index % 3 === 2 ? '/ values.length' : '/ 2'),
      essay: 'I learned that a mean of nothing is a question of definition.',
      earlier: LINES.join('\n').replace('total / 2', 'total'),
      failed: index % 3 === 2 ? NOTHING : { 'whole-numbers': 'mean([1, 2, 6]): expected 4.5 to equal 3' },
      requests:
        index === 0 ? [{ question: 'mean', why: 'It is right for two numbers, as in the lecture.' }] : [],
      review: index === 0 ? REVIEW : {},
    }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(colorScheme, async () => {
      const { url, out, reviews } = await serveClass(members());
      fs.mkdirSync(reviews);
      fs.writeFileSync(path.join(reviews, 'ana.yaml'), JSON.stringify(REVIEW));
      const browser = await launchChromium(chromium!);
      const page = await browser.newPage({ colorScheme, viewport: { width: 1360, height: 820 } });
      const take = async (name: string, address: string) => {
        await page.goto(address);
        const picture = await page.screenshot();
        const file = path.join(COURSE, 'docs', 'images', `${name}-${colorScheme}.png`);
        await sharp(picture).png({ palette: true, compressionLevel: 9 }).toFile(file);
      };
      await take('desk', await answerAddress(url, 'Ana Lima'));
      const clusters = await (await fetch(`${url}q/mean/clusters`)).text();
      await take('cluster', url + /(q\/mean\/c\/\w+)/.exec(clusters)![1]!);
      await page.setViewportSize({ width: 900, height: 1000 });
      await take('report', `${pathToFileURL(path.join(out, 'students/ana/report.html')).href}#q1`);
      await browser.close();
    });
  }
});

const NOTHING: Record<string, string> = {};

const REVIEW: NonNullable<Member['review']> = {
  questions: {
    mean: {
      points: 0.5,
      comment: 'The loop is right, and **clear**. Half a point for it.',
      lines: [
        { line: 8, quote: LINES[7]!, comment: 'Of *how many* values? Try `mean([1, 2, 6])`.', by: 'Bia' },
      ],
      by: 'Bia',
    },
  },
  replies: [
    { question: 'mean', reply: 'For two it is; the handout asks for any number of values.', by: 'Bia' },
  ],
};
