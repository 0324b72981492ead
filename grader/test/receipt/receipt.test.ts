import { expect } from 'chai';
import fc from 'fast-check';
import {
  canonicalJson,
  createKeyFile,
  readChain,
  readReceipt,
  receiptDigest,
  receiptText,
  signingKey,
  signReceipt,
  signStatement,
  statementProblem,
  type Receipt,
} from '../../receipt';
import { reportOf } from '../../teaching/test/class/support';

const key = signingKey(createKeyFile());
const worker = signingKey(createKeyFile());
const work = (submission: string) => ({
  submission,
  assignment: 'a'.repeat(64),
  environment: { code: 'c'.repeat(64), node: 'v20', seed: 1 },
});

/** A chain of receipts of as many students. */
function chainOf(length: number): Receipt[] {
  const receipts: Receipt[] = [];
  for (let index = 0; index < length; index++) {
    const report = reportOf({ add: index % 5, sort: 6 });
    const submission = String(index % 10).repeat(64);
    const receipt = signReceipt(
      {
        student: `student-${index} ção`,
        statement: signStatement(work(submission), report, worker),
        points: report.score,
        maxPoints: 10,
        files: { [`students/${index}/report.json`]: 'f'.repeat(64) },
        previous: receipts.length > 0 ? receiptDigest(receipts.at(-1)!) : null,
      },
      key,
    );
    receipts.push(receipt);
  }
  return receipts;
}

const bytesOf = (receipts: readonly Receipt[]) =>
  Buffer.from(receipts.map((receipt) => `${receiptText(receipt)}\n`).join(''));

describe('a receipt', function () {
  this.timeout(60_000);

  it('is refused with any of its bytes flipped, in 20 receipts, whichever bit', () => {
    const bits = [0x01, 0x20, 0x80];
    for (const receipt of chainOf(20)) {
      const bytes = Buffer.from(receiptText(receipt));
      expect(readReceipt(bytes)).to.have.property('receipt');
      bytes.forEach((byte, at) => {
        bytes[at] = byte ^ bits[at % bits.length]!;
        expect(readReceipt(bytes), `byte ${at}`).to.have.property('problem');
        bytes[at] = byte;
      });
    }
  });

  const [first, second] = chainOf(2) as [Receipt, Receipt];
  const edits: [string, string, RegExp][] = [
    ['white space', JSON.stringify(first, null, 1), /edited/],
    ['a field that nobody asked for', canonicalJson({ ...first, extra: 1 }), /not a receipt/],
    ['a key that is there twice', `{"points":10,${receiptText(first).slice(1)}`, /edited/],
    ['other points', canonicalJson({ ...first, points: 10 }), /changed after it was signed/],
    ["another student's result", canonicalJson({ ...first, statement: second.statement }), /changed after/],
    ["another signer's name on it", canonicalJson({ ...first, key: worker.publicKey }), /changed after/],
    ['nothing', '', /no JSON/],
    ['no object', '[]', /not a receipt/],
  ];
  for (const [name, text, sentence] of edits) {
    it(`is none with ${name}`, () => {
      const read = readReceipt(Buffer.from(text));
      expect(read).to.have.property('problem').that.matches(sentence);
    });
  }

  it('is none when it holds a result that was changed before it was signed', () => {
    const { schema: _, key: __, signature: ___, time: ____, ...claims } = first;
    const forged = signReceipt({ ...claims, statement: { ...first.statement!, points: 10 } }, key);
    expect(readReceipt(Buffer.from(receiptText(forged))))
      .to.have.property('problem')
      .that.matches(/grader did not sign/);
  });
});

describe('the chain of receipts', () => {
  const chain = chainOf(4);
  const [a, b, c, d] = chain as [Receipt, Receipt, Receipt, Receipt];

  it('is whole as it was written', () => {
    expect(readChain(bytesOf(chain))).to.deep.equal({ receipts: chain, problems: [] });
  });

  const cases: [string, Buffer, string[]][] = [
    ['a dropped receipt', bytesOf([a, b, d]), ['receipt 3 follows a receipt that is missing or was changed']],
    ['a dropped first', bytesOf([b, c]), ['receipt 1 follows a receipt that is missing or was changed']],
    ['a receipt that is there twice', bytesOf([a, b, b]), ['receipt 3 is there twice']],
    [
      'two that changed places',
      bytesOf([a, c, b]),
      [
        'receipt 2 was moved: the receipt before it stands elsewhere',
        'receipt 3 was moved: the receipt before it stands elsewhere',
      ],
    ],
    [
      'the receipt of another output',
      bytesOf([a, chainOf(1)[0]!]),
      ['receipt 2 is the first of an output, and stands behind others: it was moved or put in'],
    ],
    [
      'one that is cut off',
      bytesOf([a, b]).subarray(0, -9),
      ['the last receipt is cut off', 'receipt 2 is damaged: it is no JSON'],
    ],
  ];
  for (const [name, bytes, problems] of cases) {
    it(`tells ${name}`, () => {
      expect(readChain(bytes).problems).to.deep.equal(problems);
    });
  }
});

describe('what a grader states', () => {
  const report = reportOf({ add: 4, sort: 0 });
  const statement = signStatement(work('1'.repeat(64)), report, worker);

  it('is about its work and report, whatever a store did to their order', () => {
    const turned = JSON.parse(JSON.stringify(report, Object.keys(report).reverse())) as typeof report;
    const restored = Object.fromEntries(
      Object.entries({ ...turned, ...report }).reverse(),
    ) as unknown as typeof report;
    expect(statementProblem(statement, work('1'.repeat(64)), restored)).to.equal(null);
  });

  const wrong: [string, string | null][] = [
    [statementProblem(statement, work('2'.repeat(64)), report)!, 'it is about another submission'],
    [
      statementProblem(statement, { ...work('1'.repeat(64)), assignment: 'b'.repeat(64) }, report)!,
      'it is about another assignment',
    ],
    [
      statementProblem(statement, work('1'.repeat(64)), { ...report, score: 9 })!,
      'it is about another seed, report, points',
    ],
    [
      statementProblem({ ...statement, points: 9 }, work('1'.repeat(64)), { ...report, score: 9 })!,
      'it was changed after it was signed',
    ],
  ];
  for (const [found, expected] of wrong) it(`says that ${expected}`, () => expect(found).to.equal(expected));

  it('does not give a seed away', () => {
    const seeds = Array.from({ length: 100 }, (_, seed) => {
      const again = { ...report, environment: { ...report.environment, seed } };
      return signStatement(work('1'.repeat(64)), again, worker).seed;
    });
    expect(new Set(seeds).size).to.equal(100);
  });
});

describe('canonical JSON', () => {
  it('is one text for one value, in whatever order it was put together', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).to.equal(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).to.equal(canonicalJson(value));
      }),
    );
  });
});
