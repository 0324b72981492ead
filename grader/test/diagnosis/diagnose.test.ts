import { expect } from 'chai';
import { diagnose, observe, type MistakeRecord, type TestEvidence } from '../../diagnosis';
import type { Plain } from '../../wire/plain';
import { PlainTensor } from '../../wire/plain';

function failed(id: string, value: Plain, changes: Partial<TestEvidence> = {}): TestEvidence {
  const observed = { calls: [{ argument: undefined, value }], comparison: null };
  return { id, hidden: false, status: 'failed', message: 'wrong', location: null, observed, ...changes };
}

function passed(id: string): TestEvidence {
  return { id, hidden: false, status: 'passed', message: null, location: null, observed: null };
}

function threw(id: string, message: string): TestEvidence {
  const error = { kind: 'threw', name: 'TypeError', message, stack: '' } as const;
  return failed(id, null, { message, observed: { calls: [{ argument: 0, error }], comparison: null } });
}

function record(id: string, tests: readonly TestEvidence[]): MistakeRecord {
  const text = (words: string) => ({ en: `${id} ${words}`, 'pt-BR': `${id} ${words}!` });
  const seen = tests.map((test) => [test.id, observe(test)!]);
  return { id, question: 'q', says: text('says'), look: text('look'), tests: Object.fromEntries(seen) };
}

// eslint-disable-next-line max-params -- what differs from test to test, in a row
function diagnosisOf(
  tests: TestEvidence[],
  records: MistakeRecord[] = [],
  lang: 'en' | 'pt-BR' = 'en',
  sameDraws = true,
) {
  return diagnose({ id: 'q', tests, findings: [] }, { readRecords: () => records, lang, sameDraws });
}

describe('a diagnosis of two mistakes in one answer', () => {
  const [a, b, c] = [failed('a', 1), failed('b', 'text'), failed('c', 3)];
  const two = [record('larger', [a, b]), record('smaller', [c])];

  it('names that which shows more, and after it the other', () => {
    expect(diagnosisOf([a, b, c, passed('d')], two)).to.include({ mistake: 'larger' });
    expect(diagnosisOf([passed('a'), passed('b'), c], two)).to.include({ mistake: 'smaller' });
  });

  it('names that which shows first where both show equally much', () => {
    const equal = [record('late', [b]), record('early', [a])];
    expect(diagnosisOf([a, b], equal)).to.include({ mistake: 'early' });
  });

  const silent: [why: string, tests: TestEvidence[], records: MistakeRecord[]][] = [
    ['something is left over', [a, b, c], [record('one', [a]), record('other', [b])]],
    [
      'one of them fails a test that passed',
      [a, b, passed('d')],
      [record('one', [a]), record('other', [b, failed('d', 4)])],
    ],
    [
      'another one explains the same',
      [a, b],
      [record('one', [a]), record('rival', [a]), record('other', [b])],
    ],
  ];
  for (const [why, tests, records] of silent) {
    it(`names none where ${why}`, () => expect(diagnosisOf(tests, records)).to.equal(null));
  }
});

describe('a diagnosis by behaviour', () => {
  const tests = [failed('a', 1), failed('b', 'text'), passed('c')];

  it('names the mistake that explains what tests saw', () => {
    expect(diagnosisOf(tests, [record('known', tests.slice(0, 2))])).to.deep.equal({
      mistake: 'known',
      says: 'known says',
      look: 'known look',
      how: 'behaviour',
      tests: ['a', 'b'],
    });
  });

  it('is in the language that is asked for', () => {
    expect(diagnosisOf(tests, [record('known', tests.slice(0, 2))], 'pt-BR')).to.include({
      says: 'known says!',
    });
  });

  const silent: [why: string, records: MistakeRecord[]][] = [
    ['fails a test that passed', [record('other', [...tests.slice(0, 2), failed('c', 3)])]],
    ['explains half of the failures alone', [record('half', [tests[0]!])]],
    ['gives other values', [record('other', [failed('a', 2), failed('b', 'words')])]],
    [
      'is one of two that explain as much',
      [record('one', tests.slice(0, 2)), record('two', tests.slice(0, 2))],
    ],
    ['belongs to another question', [{ ...record('known', tests.slice(0, 2)), question: 'another' }]],
  ];
  for (const [why, records] of silent) {
    it(`names no mistake that ${why}`, () => {
      expect(diagnosisOf(tests, records)).to.equal(null);
    });
  }

  it('goes by what it can compare where tests drew other numbers', () => {
    const drawn = failed('b', 'other numbers');
    const known = [record('known', tests.slice(0, 2))];
    expect(diagnosisOf([tests[0]!, drawn], known, 'en', true)).to.equal(null);
    expect(diagnosisOf([tests[0]!, drawn], known, 'en', false)).to.include({ mistake: 'known' });
    expect(diagnosisOf([tests[0]!, failed('c', 1)], known, 'en', false)).to.equal(null);
  });

  it('allows for the rounding of another device, and for no more', () => {
    const tensor = (factor: number) =>
      failed('a', new PlainTensor('float32', [3], Float32Array.from([1, 2, 3].map((x) => x * factor))));
    expect(diagnosisOf([tensor(1)], [record('known', [tensor(1.00001)])])).to.include({ mistake: 'known' });
    expect(diagnosisOf([tensor(1)], [record('known', [tensor(1.01)])])).to.equal(null);
  });

  it('knows an error whatever the variables of a student are called', () => {
    const [one, other] = ['pairs is not iterable', 'chosen is not iterable'];
    expect(diagnosisOf([threw('a', one)], [record('known', [threw('a', other)])])).to.include({
      mistake: 'known',
    });
  });

  it('reads no records when nothing failed', () => {
    const readRecords = () => expect.fail('they were read');
    expect(
      diagnose({ id: 'q', tests: [passed('a')], findings: [] }, { readRecords, lang: 'en', sameDraws: true }),
    ).to.equal(null);
  });
});

describe('a diagnosis without a known mistake', () => {
  it('says an error once that is behind most failures', () => {
    const tests = [threw('a', 'x is no list'), threw('b', 'x is no list'), failed('c', 1)];
    expect(diagnosisOf(tests)).to.include({ how: 'error', says: 'x is no list' });
  });

  it('takes an error for the same in tests of other sizes', () => {
    const tests = [threw('a', 'Conv2d(3, 4) got none'), threw('b', 'Conv2d(32, 64) got none')];
    expect(diagnosisOf(tests)).to.include({ how: 'error', says: 'Conv2d(3, 4) got none' });
  });

  it('says nothing of errors that differ', () => {
    expect(diagnosisOf([threw('a', 'one'), threw('b', 'two')])).to.equal(null);
  });

  it('looks into the file when tests tell nothing', () => {
    const findings = [{ name: 'compares', line: 3, code: 'a === b;' }] as const;
    const found = diagnose(
      { id: 'q', tests: [failed('a', 1)], findings },
      { readRecords: () => [], lang: 'en', sameDraws: true },
    );
    expect(found).to.include({ how: 'lint', mistake: 'compares' });
  });

  it('shows the statement that is hardly ever meant below whatever else is known', () => {
    const findings = [{ name: 'drops-result', line: 3, code: 'y.add(x);' }] as const;
    const tests = [failed('a', 1)];
    const found = diagnose(
      { id: 'q', tests, findings },
      { readRecords: () => [record('known', tests)], lang: 'en', sameDraws: true },
    );
    expect(found).to.include({ mistake: 'known', says: 'known says' });
    expect(found!.look).to.equal('Line 3 computes something and does not keep it: y.add(x);');
  });

  it('keeps to the line that threw where one did', () => {
    const tests = [{ ...threw('a', '.x is asked of undefined'), location: 'src/a.ts:9:1' }];
    const findings = [{ name: 'drops-result', line: 3, code: 'c' }] as const;
    const found = diagnose(
      { id: 'q', tests, findings },
      { readRecords: () => [], lang: 'en', sameDraws: true },
    );
    expect(found!.look).to.equal('It is thrown at src/a.ts:9:1.');
  });

  it('names a list of nothing before what goes wrong with it, as it does with other things', () => {
    const tests = [failed('a', 1)];
    const findings = [{ name: 'map-gives-nothing', line: 3, code: 'c' }] as const;
    const found = diagnose(
      { id: 'q', tests, findings },
      { readRecords: () => [record('known', tests)], lang: 'en', sameDraws: true },
    );
    expect(found).to.include({ mistake: 'map-gives-nothing', says: 'Line 3 makes a list of undefined: c' });
  });

  it('says of tests that never end that they do not', () => {
    const message = 'did not finish within 5 s';
    const tests = [{ ...failed('a', 1), status: 'timed-out' as const, message }];
    const found = diagnose(
      { id: 'q', tests, findings: [] },
      { readRecords: () => [], lang: 'en', sameDraws: true },
    );
    expect(found).to.include({ how: 'error', says: message });
  });
});
