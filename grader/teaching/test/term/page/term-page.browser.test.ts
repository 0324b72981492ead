import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { LANGS } from '@boletim/grader/reporters';
import { findChromium, launchChromium } from '../../../../test/reporters/browser';
import { HOSTILE } from '../../../../test/reporters/hostile-text';
import { termHtml } from '../../../term/page/term-html';
import { temporaryFolder, writeTree } from '../../class/support';
import { bookOf, row, termYaml, writeClasses } from '../support';

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 800 };
const chromium = findChromium();

describe('term.html in Chromium', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  let browser: Browser;
  let file: string;

  /** Students whose names and reasons try to break out of the page. */
  before(async function () {
    if (chromium === undefined) return this.skip();
    browser = await launchChromium(chromium);
    const rows = HOSTILE.map((text, at) =>
      row(`s${at}`, at % 11, { student: { id: `s${at}`, name: text.slice(0, 1000) } }),
    );
    const problem = { code: 'corrupt' as const, message: HOSTILE[0]! };
    const broken = row('bo', null, { row: { outcome: 'not-gradable', origin: 'bo', problem } });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    writeClasses(
      root,
      Object.fromEntries(names.map((name) => [name, name === 'c' ? [...rows, broken] : rows])),
    );
    file = termYaml(root, names);
  });
  after(() => browser?.close());

  const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');
  const violationsIn = async (page: Page) => {
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };

  for (const lang of LANGS) {
    it(`fits a phone and a desktop, is accessible by day and night, and runs nothing, in ${lang}`, async () => {
      const html = termHtml(await bookOf(file, lang));
      const page = await browser.newPage({ viewport: PHONE });
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => requests.push(message.text()));
      await page.goto(pathToFileURL(path.join(writeTree(root, { 'term.html': html }), 'term.html')).href);
      expect(await widthOf(page)).to.be.at.most(PHONE.width);
      expect(await page.locator('svg.spark').count()).to.equal(HOSTILE.length + 1);
      await page.evaluate(axe.source);
      expect(await violationsIn(page)).to.deep.equal([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsIn(page)).to.deep.equal([]);
      await page.setViewportSize(DESKTOP);
      expect(await widthOf(page)).to.be.at.most(DESKTOP.width);
      expect(requests.slice(1)).to.deep.equal([]);
      await page.close();
    });
  }
});
