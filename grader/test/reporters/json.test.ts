import Ajv2020 from 'ajv/dist/2020';
import { expect } from 'chai';
import { z } from 'zod';
import { parseReport, reporters, reportSchema } from '../../reporters';
import { exampleQuestion, exampleReport } from './build-report';
import { hostileReport, richReport, secretReport } from './example-report';
import { expectGolden } from './golden';

const options = { lang: 'en', audience: 'instructor' } as const;
const examples = { rich: richReport, hostile: hostileReport, secret: secretReport };

describe('the JSON report', () => {
  for (const [name, build] of Object.entries(examples)) {
    it(`reads back as the ${name} report it was`, () => {
      const report = build();
      report.environment.seed = 3;
      expect(parseReport(reporters.json(report, options))).to.deep.equal(report);
    });

    it(`matches the published schema (${name})`, () => {
      const validate = new Ajv2020({
        strict: true,
        allowUnionTypes: true,
        formats: { 'date-time': true },
      }).compile(publishedSchema());
      expect(
        validate(JSON.parse(reporters.json(build(), options))),
        JSON.stringify(validate.errors),
      ).to.equal(true);
    });
  }

  it('keeps numbers that JSON cannot hold', () => {
    const grid = [[NaN, Infinity, -Infinity]];
    const report = richReport();
    report.questions[2]!.tests[1]!.difference = { shape: [3], largest: Infinity, at: [1], grid };
    expect(parseReport(reporters.json(report, options))).to.deep.equal(report);
  });

  it('has no character that commands a terminal or reorders a line', () => {
    const text = reporters.json(hostileReport(), options);

    expect(text).not.to.match(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  });

  it('is the golden file', () => {
    expectGolden('rich.json', reporters.json(richReport(), options));
  });
});

describe('parseReport', () => {
  const valid = (): Record<string, unknown> =>
    JSON.parse(reporters.json(exampleReport([exampleQuestion()]), options));
  const cases: [what: string, change: (report: Record<string, unknown>) => void, message: RegExp][] = [
    ['another schema version', (report) => (report['schema'] = 'boletim/report/v2'), /schema: /],
    ['a missing score', (report) => delete report['score'], /score: /],
    ['points that are text', (report) => (report['maxScore'] = '10'), /maxScore: /],
    ['an unknown status', (report) => setStatus(report, 'won'), /questions\.0\.tests\.0\.status: /],
    ['a score that is not finite', (report) => (report['score'] = 'NaN'), /score: /],
    ['a date that is none', (report) => (report['startedAt'] = 'yesterday'), /startedAt: /],
  ];
  for (const [what, change, message] of cases) {
    it(`refuses ${what} and says where`, () => {
      const report = valid();
      change(report);
      expect(() => parseReport(JSON.stringify(report))).to.throw(message);
    });
  }

  it('refuses text that is not JSON', () => {
    expect(() => parseReport('<report/>')).to.throw('it is not JSON');
  });

  it('takes nothing over that the contract does not name', () => {
    const text = JSON.stringify({ ...valid(), extra: 1 }).replace('{', '{"__proto__":{"polluted":true},');
    const report = parseReport(text);
    expect(report).not.to.have.property('extra');
    expect(report).not.to.have.property('polluted');
  });
});

function publishedSchema(): object {
  return z.toJSONSchema(reportSchema, { io: 'input' });
}

function setStatus(report: Record<string, unknown>, status: string): void {
  (report['questions'] as { tests: { status: string }[] }[])[0]!.tests[0]!.status = status;
}
