import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import { HOSTILE, TRAP } from '../../../test/reporters/hostile-text';
import { writeTree } from '../../../test/support/folders';
import type { Member } from './class-folder';
import { answerAddress, classOf, serveClass } from './desk-server';

describe('the review page in a browser', function () {
  this.timeout(120_000);
  const chromium = findChromium();
  let browser: Browser;

  before(async function () {
    if (!chromium) return this.skip();
    browser = await launchChromium(chromium);
  });
  after(() => browser?.close());

  /** Opens pages and gives back what they asked anybody else for, and what went wrong in them. */
  async function open(
    addresses: readonly string[],
    context: BrowserContextOptions,
    look: (page: Page, address: string) => Promise<void>,
  ): Promise<string[]> {
    const page = await browser.newPage(context);
    const { origin } = new URL(addresses[0]!);
    const odd: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`) && request.url() !== 'data:,') odd.push(request.url());
    });
    page.on('pageerror', (error) => odd.push(`error: ${error.message}`));
    page.on('console', (message) => odd.push(`console: ${message.text()}`));
    for (const address of addresses) {
      await page.goto(address);
      await page.waitForSelector('body[data-ready]', { state: 'attached' });
      await look(page, address);
    }
    await page.context().close();
    return odd;
  }

  const hostile = (): Member[] =>
    HOSTILE.map((text, index) => ({
      id: `h${index}`,
      name: text.slice(0, 60),
      code: `${text}\n`.repeat(2),
      essay: text,
      earlier: text.slice(1),
      failed: { 'whole-numbers': text },
      requests: [{ question: 'mean', why: text }],
    }));

  it('runs and fetches nothing of a student, whatever students write', async () => {
    const { url } = await serveClass(hostile());
    const addresses = [url, `${url}q/mean?show=all`, `${url}q/mean/clusters`];
    for (let index = 0; index < HOSTILE.length; index += 1) {
      const list = await (await fetch(`${url}q/mean?show=all`)).text();
      const key = [...list.matchAll(/\/s\/(\w+)\?/g)][index]![1]!;
      const way = ['code', 'stub', 'earlier'][index % 3];
      addresses.push(`${url}q/mean/s/${key}?show=all&way=${way}`, `${url}q/essay/s/${key}?show=all`);
    }
    const clusters = await (await fetch(`${url}q/mean/clusters`)).text();
    for (const [, path] of clusters.matchAll(/href="[^"]*\/(q\/mean\/c\/\w+)"/g)) addresses.push(url + path);
    const odd = await open(addresses, {}, async (page, address) => {
      expect(await page.title(), address).to.match(/ · Reading$/);
      expect(await page.locator('main').isVisible(), address).to.equal(true);
    });
    expect(odd).to.deep.equal([]);
  });

  it('would notice a picture that is fetched', async () => {
    const { url } = await serveClass();
    const odd = await open([url], { bypassCSP: true }, async (page) => {
      await page.evaluate(`document.body.append(Object.assign(new Image(), { src: '${TRAP}' }))`);
      await page.waitForTimeout(100);
    });
    expect(odd).to.include(TRAP);
  });

  for (const [lang, colorScheme, viewport] of [
    ['en', 'light', { width: 1400, height: 900 }],
    ['pt-BR', 'dark', { width: 360, height: 740 }],
  ] as const) {
    it(`has no accessibility violation that axe knows: ${lang}, ${colorScheme}, ${viewport.width} px`, async () => {
      const asking = (member: Member, index: number): Member => ({
        ...member,
        earlier: 'old',
        requests: index === 0 ? [{ question: 'mean', why: 'It is right.' }] : [],
      });
      const { url } = await serveClass(classOf(6).map(asking), { lang });
      const answer = await answerAddress(url, 'student-000');
      const essay = await answerAddress(url, 'student-000', 'essay');
      const clusters = await (await fetch(`${url}q/mean/clusters`)).text();
      const cluster = url + /(q\/mean\/c\/\w+)/.exec(clusters)![1]!;
      const lists = [url, `${url}q/mean?show=todo`, `${url}q/mean/clusters`, cluster];
      const pages = [...lists, answer, `${answer}&way=stub`, `${answer}&way=earlier`, essay];
      await open(pages, { colorScheme, viewport }, async (page, address) => {
        await page.evaluate(`document.querySelector('.keys').open = true`);
        expect(await violations(page), address).to.deep.equal([]);
        expect(await sticksOut(page), address).to.equal(false);
      });
    });
  }

  it('shows no name, and no name in the code, when names are hidden', async () => {
    const members = classOf(3).map((member) => ({
      ...member,
      code: `// ${member.name}, ${member.id}\n${member.code}`,
      failed: { 'whole-numbers': `thrown by ${member.id}` },
    }));
    const { url, reviews } = await serveClass(members, { blind: true });
    writeTree(reviews, { 'student-001.yaml': 'questions: [' });
    const list = await (await fetch(`${url}q/mean?show=all`)).text();
    const pages = [list, await (await fetch(`${url}q/mean/clusters`)).text()];
    for (const [, path] of list.matchAll(/href="[^"]*\/(q\/mean\/s\/\w+)/g))
      for (const way of ['code', 'stub'])
        pages.push(await (await fetch(`${url}${path}?show=all&way=${way}`)).text());
    expect(pages).to.have.length(8);
    for (const page of pages) expect(page).not.to.match(/Number00|student-00/i);
    expect(pages[2]).to.contain('▇▇');
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}
