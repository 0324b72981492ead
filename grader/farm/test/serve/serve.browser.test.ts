import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadAssignment } from '../../../assignment/load';
import { LANGS } from '../../../reporters';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import type { FarmWorker } from '../../worker/farm-worker';
import { makeKeys } from '../support/farm';
import { Served, solutionFiles, startWorker, tarOf } from '../support/served';
import { missingStore, skipWhere, redisStore, type TestStore } from '../support/stores';

const chromium = findChromium();

describe('the page of hand-ins in Chromium', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  const keys = makeKeys(path.join(root, 'keys'));
  const assignment = loadAssignment('warmup');
  let browser: Browser;
  let store: TestStore;
  let worker: FarmWorker;

  before(async function () {
    const missing = chromium === undefined ? 'no Chromium here' : missingStore('redis');
    skipWhere(this, missing);
    store = await redisStore();
    await store.start();
    worker = await startWorker(store.url, keys, assignment);
    browser = await launchChromium(chromium!);
    fs.writeFileSync(path.join(root, 'work.tar.gz'), await tarOf(solutionFiles()));
  });

  after(async () => {
    await browser?.close();
    await worker?.drain();
    await store?.remove();
  });

  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(axe.source);
    const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  };

  for (const lang of LANGS) {
    it(`takes a hand-in and shows its report, in ${lang}, without script`, async () => {
      const known = new Map([[keys.worker.publicKey, 'w']]);
      const out = path.join(root, lang);
      const served = new Served({ assignment, queue: store.url, out, key: keys.course, known, lang }, [
        'ana',
      ]);
      await served.start();
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width: 320, height: 640 },
      });
      const page = await context.newPage();
      try {
        await page.goto(served.url);
        await page.fill('#token', 'wrong');
        await page.click('button');
        expect(await page.textContent('[role=alert]')).to.match(/token/);
        await page.goto(served.url);
        await page.fill('#token', served.tokens.ana!);
        await page.click('button');
        await page.setInputFiles('#file', path.join(root, 'work.tar.gz'));
        await page.click('form[action="/hand-ins"] button');
        await served.result('ana', 1);
        await page.reload();
        expect(await page.textContent('tbody')).to.match(
          lang === 'en' ? /10 of 10 points/ : /10 de 10 pontos/,
        );
        const width = await page
          .locator('body')
          .evaluate((body) => body.scrollWidth)
          .catch(() => 320);
        expect(width).to.be.at.most(320);
        await page.click('a[href="/hand-ins/1/report.html"]');
        expect(await page.title()).to.match(/./);
      } finally {
        await context.close();
        await served.end();
      }
    });

    it(`has nothing that bars anybody, in ${lang}`, async () => {
      const known = new Map([[keys.worker.publicKey, 'w']]);
      const out = path.join(root, `${lang}-axe`);
      const served = new Served({ assignment, queue: store.url, out, key: keys.course, known, lang }, [
        'ana',
      ]);
      await served.start();
      const context = await browser.newContext({ bypassCSP: true });
      const page = await context.newPage();
      try {
        await page.goto(served.url);
        expect(await violations(page)).to.deep.equal([]);
        await page.fill('#token', served.tokens.ana!);
        await page.click('button');
        await page.waitForSelector('#file');
        expect(await violations(page)).to.deep.equal([]);
      } finally {
        await context.close();
        await served.end();
      }
    });
  }
});
