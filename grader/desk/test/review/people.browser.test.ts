import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { parse } from 'yaml';
import type { ReviewSpec } from '../../../teaching/class/review-spec';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import { answerAddress, classOf, serveClass } from './desk-server';

describe('people at the review page', function () {
  this.timeout(300_000);
  const chromium = findChromium();
  let browser: Browser;

  before(async function () {
    if (!chromium) return this.skip();
    browser = await launchChromium(chromium);
  });
  after(() => browser?.close());

  const reviewOf = (reviews: string, student: string): ReviewSpec =>
    parse(fs.readFileSync(path.join(reviews, `${student}.yaml`), 'utf8')) as ReviewSpec;
  const ready = (page: Page) => page.waitForSelector('body[data-ready]', { state: 'attached' });
  const saved = (page: Page) => page.waitForSelector('#status:text-is("Saved.")');
  const visit = async (address: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(address);
    await ready(page);
    return page;
  };

  it('review a class of 150 with the keyboard alone', async () => {
    const members = classOf(150);
    const { url, reviews } = await serveClass(members);
    const page = await visit(`${url}q/essay?show=todo`);
    await page.focus('.queue a');
    await page.keyboard.press('Enter');
    for (const [index] of members.entries()) {
      await page.waitForURL(new RegExp(`/s/`));
      await ready(page);
      await page.keyboard.press(index % 2 === 0 ? '1' : '2');
      await page.keyboard.press('c');
      await page.keyboard.type(`Read ${index}.`);
      await page.keyboard.press('Escape');
      const here = page.url();
      await page.keyboard.press('d');
      if (index < members.length - 1) await page.waitForURL((address) => address.href !== here);
    }
    await saved(page);
    await page.context().close();
    const written = members.map(({ id }) => reviewOf(reviews, id).questions.essay);
    expect(written.map((own) => [own?.items, own?.comment, own?.done])).to.deep.equal(
      members.map((_, index) => [[index % 2 === 0 ? 'clear' : 'thin'], `Read ${index}.`, true]),
    );
  });

  it('comment at a line, give points, answer a request and see the sum, without a mouse', async () => {
    const members = classOf(2).map((member) => ({
      ...member,
      requests: [{ question: 'mean', why: 'It is right.' }],
    }));
    const { url, reviews } = await serveClass(members);
    const page = await visit(await answerAddress(url, 'student-000'));
    await page.keyboard.press('l');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Why 2?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await page.keyboard.type('0,5');
    expect(await page.locator('#say-why').isVisible()).to.equal(true);
    await page.keyboard.press('Escape');
    await page.focus('[data-field=reply]');
    await page.keyboard.type('I looked again.');
    await page.waitForTimeout(600);
    await saved(page);
    await page.waitForSelector('#total:text-is("1.5")');
    const review = reviewOf(reviews, 'student-000');
    expect(review.questions.mean).to.deep.include({ points: 0.5, by: 'bia' });
    expect(review.questions.mean?.lines?.[0]).to.deep.include({ line: 2, comment: 'Why 2?' });
    expect(review.questions.mean?.lines?.[0]?.quote).to.match(/^\s+return values/);
    expect(review.replies?.[0]).to.deep.include({ question: 'mean', reply: 'I looked again.' });
    await page.context().close();
  });

  it('see what another wrote to the same field, and keep either', async () => {
    const { url, reviews } = await serveClass(classOf(2));
    const address = await answerAddress(url, 'student-001');
    const [bia, caio] = [await visit(address), await visit(address)];
    await bia.fill('#comment', 'from Bia');
    await saved(bia);
    await caio.fill('#comment', 'from Caio');
    await caio.waitForSelector('.conflict');
    expect(await caio.textContent('.conflict pre')).to.equal('from Bia');
    expect(reviewOf(reviews, 'student-001').questions.mean?.comment).to.equal('from Bia');
    expect(await caio.inputValue('#comment')).to.equal('from Caio');
    await caio.click('.conflict button >> nth=0');
    await saved(caio);
    expect(reviewOf(reviews, 'student-001').questions.mean?.comment).to.equal('from Caio');
    await bia.fill('#comment', 'Bia again');
    await bia.waitForSelector('.conflict');
    await bia.click('.conflict button >> nth=1');
    expect(await bia.inputValue('#comment')).to.equal('from Caio');
    for (const page of [bia, caio]) await page.context().close();
  });

  it('write to different fields of one answer at once and lose nothing', async () => {
    const { url, reviews } = await serveClass(classOf(1));
    const address = await answerAddress(url, 'student-000');
    const [bia, caio] = [await visit(address), await visit(address)];
    await Promise.all([
      bia.fill('#comment', 'a comment'),
      caio.click('button.line >> nth=0').then(() => caio.keyboard.type('a line')),
    ]);
    await Promise.all([saved(bia), saved(caio)]);
    const { mean } = reviewOf(reviews, 'student-000').questions;
    expect([mean?.comment, mean?.lines?.[0]?.comment]).to.deep.equal(['a comment', 'a line']);
    for (const page of [bia, caio]) await page.context().close();
  });

  it('comment on a whole cluster, which an answer can leave', async () => {
    const { url, reviews } = await serveClass(classOf(9));
    const page = await visit(`${url}q/mean/clusters`);
    await page.click('.queue a >> nth=0');
    await ready(page);
    const members = await page.locator('.members a').allTextContents();
    expect(members).to.have.length(3);
    await page.check('.members input >> nth=0');
    await saved(page);
    await page.reload();
    await ready(page);
    expect(await page.textContent('#apply')).to.equal('Apply to 2 answers');
    await page.fill('#comment', 'All of you: look at the length.');
    await page.click('#apply');
    await page.waitForSelector('#status:has-text("Applied: 2")');
    await page.fill('#comment', 'Look at the length.');
    await page.fill('#points', '0,5');
    await page.reload();
    await ready(page);
    expect(await page.inputValue('#points')).to.equal('0.5');
    await page.click('#apply');
    await page.waitForSelector('#status:has-text("Applied: 2")');
    await page.context().close();
    const ids = members.map((label) => /\((.*)\)/.exec(label)![1]!);
    const given = ids.map((id) => reviewOf(reviews, id).questions.mean);
    expect(given[0]).not.to.have.property('comment');
    for (const own of given.slice(1))
      expect(own).to.deep.include({ comment: 'Look at the length.', points: 0.5 });
  });

  it('see which answers of a cluster kept the points that another gave', async () => {
    const { url, reviews } = await serveClass(classOf(6));
    const page = await visit(`${url}q/mean/clusters`);
    await page.click('.queue a >> nth=0');
    await ready(page);
    fs.mkdirSync(reviews);
    const own = 'questions: { mean: { points: 2, comment: mine, by: caio } }';
    fs.writeFileSync(path.join(reviews, 'student-000.yaml'), own);
    await page.fill('#points', '1');
    await page.click('#apply');
    await page.waitForSelector('#status:has-text("Say why")');
    await page.fill('#comment', 'All of you.');
    await page.click('#apply');
    await page.waitForSelector(
      '#status:has-text("Left alone: Student Number000 (student-000): Points 2 of its own")',
    );
    expect(reviewOf(reviews, 'student-000').questions.mean).to.deep.include({
      points: 2,
      comment: 'mine\n\nAll of you.',
    });
    await page.context().close();
  });
});
