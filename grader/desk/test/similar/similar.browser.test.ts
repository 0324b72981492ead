import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { compareSubmissions } from '../../similar/compare';
import { similarPages } from '../../similar/pages';
import { LANGS } from '../../../reporters';
import { classRecord } from '../../../teaching/class/class-record';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import { HOSTILE } from '../../../test/reporters/hostile-text';
import { temporaryFolder, writeTree } from '../../../teaching/test/class/support';
import { drawsFrom } from './draws';
import { independentAnswer } from './independent-answers';

const chromium = findChromium();

describe('the pages about similarity, in Chromium', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let browser: Browser;

  before(async function () {
    if (chromium === undefined) return this.skip();
    browser = await launchChromium(chromium);
  });
  after(() => browser?.close());

  const { draw } = drawsFrom(31);
  const answers = Array.from({ length: 20 }, () => new Map(Object.entries(independentAnswer(draw))));
  answers[1] = new Map([...answers[0]!, ['src/extra.ts', HOSTILE.slice(0, -2).join('\n')]]);
  const sources = answers.map((files, at) => ({
    name: HOSTILE[at % HOSTILE.length]!,
    files,
    earlier: at > 15,
  }));
  const comparison = compareSubmissions(sources, []);

  for (const lang of LANGS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`have no accessibility violation that axe knows, ${colorScheme}, in ${lang}`, async () => {
        const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
        const pages = similarPages(comparison, classRecord([], { assignment, lang, released: true }));
        writeTree(folder, Object.fromEntries(pages));
        for (const name of ['index.html', 'pair-1.html']) {
          const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 800 } });
          await page.goto(pathToFileURL(path.join(folder, name)).href);
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate<AxeResults>('axe.run()');
          expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
          expect(width).to.be.at.most(900);
          if (process.env.SCREENSHOTS)
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/${lang}-${colorScheme}-${name}.png` });
          await page.close();
        }
      });
    }
  }
});
