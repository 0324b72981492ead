import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LANGS, reporters } from '../../reporters';
import { findChromium, launchChromium } from './browser';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport, secretReport } from './example-report';

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 800 };
/** A4 in CSS pixels, less the margins. */
const PAPER = { width: 673, height: 987 };
const chromium = findChromium();

describe('the HTML report in Chromium', function () {
  this.timeout(120_000);
  let browser: Browser;
  let folder: string;

  before(async function () {
    if (chromium === undefined) {
      console.log('      skipped: no Chromium here; install it, or name it with CHROMIUM=/path/to/chromium');
      return this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'boletim-html-'));
    browser = await launchChromium(chromium);
  });

  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report as a file, gives it to `look`, and says which requests it made. */
  async function open(
    html: string,
    context: BrowserContextOptions,
    look: (page: Page) => Promise<unknown>,
  ): Promise<string[]> {
    const file = path.join(folder, 'report.html');
    writeFileSync(file, html);
    const address = pathToFileURL(file).href;
    const page = await browser.newPage(context);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => requests.push(`error: ${error.message}`));
    page.on('console', (message) => requests.push(`console: ${message.text()}`));
    await page.goto(address);
    await look(page);
    await page.context().close();
    return requests.filter((url) => url !== address);
  }

  const examples = { rich: richReport, hostile: hostileReport, secret: secretReport };

  for (const [name, build] of Object.entries(examples)) {
    for (const audience of ['student', 'instructor'] as const) {
      it(`fits a phone and a desktop, asks for nothing and runs nothing: ${name}, ${audience}`, async () => {
        const html = reporters.html(build(), { lang: 'en', audience });
        for (const viewport of [PHONE, DESKTOP]) {
          const requests = await open(html, { viewport }, async (page) => {
            expect(await overflow(page), `${viewport.width} px wide`).to.deep.equal([]);
            expect(await page.title()).to.match(/^Convolutional networks · /);
          });
          expect(requests).to.deep.equal([]);
        }
      });
    }
  }

  it('runs nothing of a student even where the policy does not hold', async () => {
    const html = reporters.html(hostileReport(), { lang: 'en', audience: 'instructor' });
    expect(html).to.contain('Content-Security-Policy');
    const unguarded = html.replace('Content-Security-Policy', 'X-Nothing');
    const requests = await open(unguarded, { bypassCSP: true }, async (page) => {
      await page.mouse.move(100, 100);
      expect(await page.title()).to.match(/^Convolutional networks · /);
      expect(await page.locator('body').isVisible()).to.equal(true);
    });
    expect(requests).to.deep.equal([]);
  });

  it('would notice a script that runs and a picture that is fetched', async () => {
    const html = '<title>a</title><script>document.title="owned"</script><img src="http://127.0.0.1:9/x">';
    const requests = await open(html, {}, async (page) => expect(await page.title()).to.equal('owned'));
    expect(requests).to.include('http://127.0.0.1:9/x');
  });

  for (const lang of LANGS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has no accessibility violation that axe knows: ${lang}, ${colorScheme}`, async () => {
        for (const [viewport, audience] of [
          [PHONE, 'student'],
          [DESKTOP, 'instructor'],
        ] as const) {
          const html = reporters.html(richReport(), { lang, audience });
          await open(html, { viewport, colorScheme }, async (page) =>
            expect(await violations(page)).to.deep.equal([]),
          );
        }
      });
    }
  }

  it('has none in what students can make of it, and would notice one', async () => {
    const html = reporters.html(hostileReport(), { lang: 'en', audience: 'student' });
    await open(html, { viewport: PHONE }, async (page) => expect(await violations(page)).to.deep.equal([]));
    const broken = html.replace(
      '<header>',
      '<header><img src="data:,"><p aria-labelledby="" role="button"></p>',
    );
    await open(broken, { viewport: PHONE }, async (page) => expect(await violations(page)).not.to.be.empty);
  });

  it('has colours of its own in the dark', async () => {
    const html = reporters.html(richReport(), { lang: 'en', audience: 'student' });
    const background = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      let colour = '';
      await open(html, { colorScheme }, async (page) => {
        colour = await styleOf(page, 'html', 'backgroundColor');
      });
      return colour;
    };
    expect(brightness(await background('light'))).to.be.above(230);
    expect(brightness(await background('dark'))).to.be.below(50);
  });

  it('fits on paper, in dark ink even for who works in the dark, with nothing folded away', async () => {
    const html = reporters.html(richReport(), { lang: 'en', audience: 'instructor' });
    await open(html, { viewport: PAPER, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await overflow(page)).to.deep.equal([]);
      expect(brightness(await styleOf(page, 'body', 'color'))).to.be.below(60);
      expect(await page.locator('details:not([open]) > pre').first().isVisible()).to.equal(true);
      expect((await page.pdf({ format: 'A4' })).byteLength).to.be.above(10_000);
    });
  });

  it('shows the largest heat map and a crowded confusion matrix without widening the page', async () => {
    const grid = Array.from({ length: 64 }, (_, y) => Array.from({ length: 64 }, (_, x) => x * y));
    const difference = { shape: [64, 64], largest: 3969, at: [63, 63], grid };
    const confusion = Array.from({ length: 12 }, () => new Array<number>(12).fill(10));
    const classes = confusion.map((_, index) => `a class with a long name ${index}`);
    const retrain = { ...richReport().retrain!, classes, test: { accuracy: 0.1, loss: 9, confusion } };
    const tests = [exampleTest({ status: 'failed', points: 0, difference })];
    const report = exampleReport([exampleQuestion({ tests })], { retrain });
    await open(
      reporters.html(report, { lang: 'en', audience: 'student' }),
      { viewport: PHONE },
      async (page) => {
        expect(await overflow(page)).to.deep.equal([]);
        expect(await violations(page)).to.deep.equal([]);
      },
    );
  });
});

/** What sticks out of the page to the side, when something does; a region that scrolls by itself may. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(FIND_OVERFLOW);
}

/** Text, because it runs in the page: the types of a browser have no place in this repository. */
const FIND_OVERFLOW = `(() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return (right > width + 1 || left < -1) && !element.closest('.scroll, .hear, .skip, .icons');
  });
  const names = wide.map((element) => element.tagName + '.' + element.getAttribute('class'));
  return document.documentElement.scrollWidth > width ? ['the page', ...names] : names;
})()`;

function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
}

/** Every rule of axe, best practices as well. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
