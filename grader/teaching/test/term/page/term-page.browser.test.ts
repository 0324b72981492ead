import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LANGS, type Lang } from '@boletim/grader/reporters';
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
    const rows = HOSTILE.map((text, at) => row(`s${at}`, at % 11, { student: { id: `s${at}`, name: text } }));
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

  const open = async (
    { lang, ...context }: BrowserContextOptions & { lang: Lang },
    look: (page: Page) => Promise<unknown>,
  ): Promise<string[]> => {
    const html = termHtml(await bookOf(file, lang));
    const opened = await browser.newPage(context);
    const requests: string[] = [];
    opened.on('request', (request) => requests.push(request.url()));
    opened.on('console', (message) => requests.push(message.text()));
    await opened.goto(pathToFileURL(path.join(writeTree(root, { 'term.html': html }), 'term.html')).href);
    await look(opened);
    await opened.context().close();
    return requests.slice(1);
  };

  for (const lang of LANGS) {
    for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
      it(`fits a ${name}, asks for nothing and runs nothing, in ${lang}`, async () => {
        const requests = await open({ viewport, lang }, async (opened) => {
          const width = await opened.evaluate<number>('document.documentElement.scrollWidth');
          expect(width).to.be.at.most(viewport.width);
          expect(await opened.locator('svg.spark').count()).to.equal(HOSTILE.length + 1);
        });
        expect(requests).to.deep.equal([]);
      });
    }

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has no accessibility violation that axe knows, ${colorScheme}, in ${lang}`, async () => {
        await open({ viewport: PHONE, colorScheme, lang }, async (opened) => {
          await opened.evaluate(axe.source);
          const { violations } = await opened.evaluate<AxeResults>('axe.run()');
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        });
      });
    }
  }
});
