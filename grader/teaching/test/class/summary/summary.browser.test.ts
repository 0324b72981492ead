import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { summaryHtml } from '../../../class/summary';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { findChromium, launchChromium } from '../../../../test/reporters/browser';
import { HOSTILE } from '../../../../test/reporters/hostile-text';
import { reportOf, rowOf, temporaryFolder, writeTree } from '../support';

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 800 };
const chromium = findChromium();

describe('summary.html in Chromium', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let browser: Browser;

  before(async function () {
    if (chromium === undefined) return this.skip();
    browser = await launchChromium(chromium);
  });
  after(() => browser?.close());

  /** Students whose names, messages and notes try to break out of the page. */
  const pageIn = (lang: Lang) => {
    const rows = HOSTILE.map((text, at) => {
      const values = { hours: at, difficulty: at % 11, expectedGrade: 10, llmUse: text, comments: text };
      const declaration = { status: 'given' as const, values, problems: [] };
      const report = reportOf({ add: at % 5, sort: at % 7 }, { declaration });
      for (const question of report.questions) {
        for (const test of question.tests) Object.assign(test, { message: text, title: text });
      }
      return rowOf({
        student: { id: `student-${at}`, name: text, section: text },
        report,
        row: { notes: [text] },
      });
    });
    const problem = { code: 'corrupt' as const, message: HOSTILE[0]! };
    const broken = rowOf({ student: { id: 'bo' }, row: { outcome: 'not-gradable', problem } });
    const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
    const earlier = { reports: rows.slice(1).map(({ report }) => report!), scores: [1, 2] };
    return summaryHtml([...rows, broken], { assignment, lang, earlier });
  };

  const open = async (
    { lang, ...context }: BrowserContextOptions & { lang: Lang },
    look: (page: Page) => Promise<unknown>,
  ): Promise<string[]> => {
    const file = path.join(writeTree(folder, { 'summary.html': pageIn(lang) }), 'summary.html');
    const opened = await browser.newPage(context);
    const requests: string[] = [];
    opened.on('request', (request) => requests.push(request.url()));
    opened.on('console', (message) => requests.push(message.text()));
    await opened.goto(pathToFileURL(file).href);
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
          expect(await opened.title()).to.equal(`Sums: ${lang === 'en' ? 'the class' : 'a turma'}`);
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
