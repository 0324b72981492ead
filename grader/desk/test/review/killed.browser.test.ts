import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { COURSE } from '../../../system/paths';
import { readReviews } from '../../../teaching/class/reviews';
import { findChromium, launchChromium } from '../../../test/reporters/browser';
import { classFolder, QUESTIONS } from './class-folder';
import { answerAddress, classOf } from './desk-server';

const KILLS = 50;

describe('a review page whose server is killed while somebody types', function () {
  this.timeout(400_000);
  const chromium = findChromium();
  let browser: Browser;
  let server: ChildProcess | undefined;

  before(async function () {
    if (!chromium) return this.skip();
    browser = await launchChromium(chromium);
  });
  after(() => browser?.close());
  after(() => server?.kill('SIGKILL'));

  const start = async (options: object): Promise<string> => {
    // Nothing that a test leaves may keep the tests from ending.
    server?.kill('SIGKILL');
    const parameters = ['--require', './grader/loader/register.js', path.join(__dirname, 'serve-main.ts')];
    server = spawn(process.execPath, [...parameters, JSON.stringify(options)], {
      cwd: COURSE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(server.stdout!, 'data')) as [Buffer];
    return url.toString().trim();
  };

  const readAll = (folder: string) =>
    readReviews(
      folder,
      QUESTIONS.map(({ id, manual = false, rubric }) => ({ id, manual, rubric })),
    );

  it(`loses no word at ${KILLS} random moments, and no file is ever broken`, async () => {
    const { out, assignment } = await classFolder(classOf(3));
    const reviews = path.join(out, 'reviews');
    const options = { out, assignment, reviews, reviewer: 'bia', lang: 'en', blind: false };
    const page = await browser.newPage();
    const url = await start(options);
    await page.goto(await answerAddress(url, 'student-001', 'essay'));
    await page.focus('#comment');
    let typed = '';
    for (let kill = 0; kill < KILLS; kill += 1) {
      const moment = Math.random() * 900;
      const killed = new Promise((resolve) => setTimeout(resolve, moment)).then(() =>
        server!.kill('SIGKILL'),
      );
      for (let word = 0; word < 4; word += 1) {
        const text = `word-${kill}-${word} `;
        await page.keyboard.type(text, { delay: 15 });
        typed += text;
      }
      await killed;
      if (server!.exitCode === null && server!.signalCode === null) await once(server!, 'exit');
      readAll(reviews);
      expect(await start(options)).to.equal(url);
    }
    await page.waitForSelector('#status:text-is("Saved.")', { timeout: 30_000 });
    expect(readAll(reviews).get('student-001')?.questions.essay?.comment).to.equal(typed);
    await page.context().close();
  });

  it('keeps what was typed in a tab that was closed while nobody answered', async () => {
    const { out, assignment } = await classFolder(classOf(2));
    const reviews = path.join(out, 'reviews');
    const options = { out, assignment, reviews, reviewer: 'bia', lang: 'en', blind: false };
    const context = await browser.newContext();
    const page = await context.newPage();
    const url = await start(options);
    const address = await answerAddress(url, 'student-000');
    await page.goto(address);
    server!.kill('SIGKILL');
    await once(server!, 'exit');
    await page.fill('#comment', 'to the answer');
    await page.click('button.line >> nth=1');
    await page.keyboard.type('to the line');
    await page.close();
    await start(options);
    const again = await context.newPage();
    // Another page than the one where it was typed.
    await again.goto(url);
    await again.waitForTimeout(1500);
    await again.goto(address);
    await again.waitForTimeout(1500);
    const { mean } = readAll(reviews).get('student-000')!.questions;
    expect(mean?.comment).to.equal('to the answer');
    expect(mean?.lines?.map(({ line, comment }) => [line, comment])).to.deep.equal([[2, 'to the line']]);
    await context.close();
  });
});
