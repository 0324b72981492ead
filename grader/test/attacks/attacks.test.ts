import { expect } from 'chai';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { consoleReport } from '../../reporters/console';
import { reporters } from '../../reporters/index';
import type { Report, SandboxMode } from '../../report/report';
import { probeBwrap } from '../../sandbox/host/probe-bwrap';
import { isStoppable, loadAttacks, type Attack } from './attack';
import { untilNothingIsLeft } from './left-behind';
import { runAttack, type AttackResult } from './run-attack';

const attacks = loadAttacks();

describe('hostile submissions', function () {
  this.timeout(60_000);

  before(() => (process.env.BOLETIM_SECRET = 'CANARY-in-the-environment'));
  after(() => delete process.env.BOLETIM_SECRET);

  it('are at least 105, and every attack that a plain process cannot stop says why', () => {
    expect(attacks.length).to.be.at.least(105);
    for (const { spec } of attacks)
      if (spec.modes.length < 2) expect(spec.unstoppable?.why).to.be.a('string');
  });

  for (const attack of attacks) {
    const modes = attack.spec.modes.filter((mode) => mode === 'process' || probeBwrap().available);
    const stoppable = modes.filter((mode) => isStoppable(attack, mode));
    it(`${attack.name} gets what it has earned under ${stoppable.join(' and ')}`, async function () {
      if (modes.length === 0) this.skip();
      await check(attack, modes);
    });
  }
});

/** Under all kinds of isolation at once: most of the time, an attack waits for something. */
async function check(attack: Attack, modes: SandboxMode[]): Promise<void> {
  const results = await Promise.all(modes.map((mode) => runAttack(attack, mode)));
  expect(await untilNothingIsLeft(), 'left behind').to.deep.equal([]);
  expect(({} as { polluted?: unknown }).polluted, 'a polluted prototype').to.equal(undefined);
  results.forEach((result, index) => {
    if (result.report) expectHarmlessReports(result.report);
    if (isStoppable(attack, modes[index]!)) expectDefended(attack, result);
  });
}

function expectDefended({ spec }: Attack, { report, breach }: AttackResult): void {
  expect(breach, 'breach').to.equal(null);
  expect(JSON.stringify(report)).to.not.match(/BREACH[^"]{0,200}|CANARY/);
  const { score, maxScore, statuses, message } = spec.expect;
  const got = report?.score ?? 0;
  if (score !== undefined) expect(got, 'score').to.equal(score);
  if (maxScore !== undefined) expect(got, 'score').to.be.at.most(maxScore);
  const tests = report?.questions.flatMap((question) =>
    question.tests.map((test) => ({ ...test, question: question.id })),
  );
  for (const [id, allowed] of Object.entries(statuses)) {
    const found = tests!
      .filter((test) => test.question === id)
      .map((test) => `${test.status}: ${test.message}`);
    const pattern = new RegExp(`^(${[allowed].flat().join('|')}|timed-out: the whole submission)`);
    for (const status of found) expect(status).to.match(pattern);
    expect(found.join(), 'statuses').to.match(new RegExp([allowed].flat().join('|')));
  }
  if (message !== undefined) expect(tests!.map((test) => test.message).join()).to.contain(message);
}

/** No report gives a student's text power over a terminal or a page. */
function expectHarmlessReports(report: Report): void {
  expect(
    controls(consoleReport(report, { color: false, width: 100, starts: new Map() })),
    'console',
  ).to.equal('');
  for (const [name, render] of Object.entries(reporters)) {
    const text = render(report, { lang: 'en', audience: 'instructor' });
    expect(controls(text), name).to.equal('');
    const page = name === 'markdown' ? micromark(text, GITHUB) : text;
    if (name === 'html' || name === 'markdown')
      expect(page, name).to.not.match(/<(script>alert|img src=x|h1>10)/);
    if (name === 'junit') expect(text, name).to.not.match(/<testcase name="free"|\]\]><\/failure/);
  }
}

const GITHUB = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };

function controls(text: string): string {
  return [...text.matchAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g)]
    .map(([character]) => escape(character))
    .join();
}
