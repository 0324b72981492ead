import { expect } from 'chai';
import { createKeyFile, enclosedReceipt, encloseReceipt, readReceipt, signingKey } from '../../receipt';

describe('a receipt inside of the document that it stands for', () => {
  const key = signingKey(createKeyFile());
  const claims = { student: 'ana', statement: null, points: 7, maxPoints: 10, previous: null };
  const document = { score: 7, tests: [{ name: 'a', score: 7 }], extra_data: { digest: 'd' } };
  const signed = encloseReceipt(document, claims, key);
  const digestIn = (value: unknown) => enclosedReceipt(Buffer.from(JSON.stringify(value)))?.digest;

  it('is read out of it, and names the digest of all else', () => {
    const found = enclosedReceipt(Buffer.from(JSON.stringify(signed, null, 2)))!;
    const read = readReceipt(found.receipt);
    expect('receipt' in read && read.receipt.files).to.deep.equal({ 'results.json': found.digest });
    expect('receipt' in read && read.receipt.points).to.equal(7);
  });

  it('stands for the same values in another order, and for no other values', () => {
    const { extra_data: extra, score, tests } = signed;
    expect(digestIn({ extra_data: extra, tests, score })).to.equal(digestIn(signed));
    expect(digestIn({ ...signed, score: 10 })).not.to.equal(digestIn(signed));
    expect(digestIn({ ...signed, extra_data: { ...extra, digest: 'e' } })).not.to.equal(digestIn(signed));
  });

  it('stands for no text with a key twice, and for one with escaped quotes and colons', () => {
    const text = JSON.stringify(signed);
    const twice = text.replace('"score":7', '"score":10,"score":7');
    expect(enclosedReceipt(Buffer.from(twice))?.digest).to.equal(null);
    const within = text.replace('"name":"a"', '"name":"z","name":"a"');
    expect(enclosedReceipt(Buffer.from(within))?.digest).to.equal(null);
    const odd = { ...document, output: 'a "b": c \\', '"d":': '\\"' };
    const found = enclosedReceipt(Buffer.from(JSON.stringify(encloseReceipt(odd, claims, key))))!;
    expect(found.digest).to.be.a('string');
  });

  for (const [what, text] of [
    ['no JSON', '{"score":'],
    ['null', 'null'],
    ['no room', '{"score":7}'],
    ['no receipt', '{"extra_data":{"digest":"d"}}'],
    ['no text for a receipt', '{"extra_data":{"receipt":7}}'],
  ]) {
    it(`is not there in ${what}`, () => {
      expect(enclosedReceipt(Buffer.from(text!))).to.equal(null);
    });
  }
});
