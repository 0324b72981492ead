import { expect } from 'chai';
import path from 'node:path';
import {
  canonicalJson,
  createKeyFile,
  encloseReceipt,
  receiptText,
  signingKey,
  signReceipt,
} from '../../../receipt';
import { sha256 } from '../../../system/digest';
import { verifyFile } from '../../receipts/verify-file';
import { temporaryFolder, writeTree } from '../class/support';

describe("verifying Gradescope's results.json", () => {
  const key = signingKey(createKeyFile());
  const known = new Map([[key.publicKey, 'the autograder']]);
  const claims = { student: 'ana', statement: null, points: 7, maxPoints: 10, previous: null };
  const results = { score: 7, tests: [], extra_data: { digest: 'd' } };
  const forged = { ...results, score: 10 };
  const signed = encloseReceipt(results, claims, key);
  const problemsOf = (document: object) => {
    const root = writeTree(temporaryFolder(), { 'results.json': JSON.stringify(document) });
    return verifyFile(path.join(root, 'results.json'), known).problems;
  };

  it('finds nothing wrong with what was signed', () => {
    expect(problemsOf(signed)).to.deep.equal([]);
  });

  it('tells a changed score, and a key that nobody knows', () => {
    expect(problemsOf({ ...signed, score: 10 }).join()).to.match(/is not what the receipt in it stands for/);
    const stranger = encloseReceipt(forged, claims, signingKey(createKeyFile()));
    expect(problemsOf(stranger).join()).to.match(/signed by somebody unknown/);
  });

  it('says of results without a receipt that they are unsigned', () => {
    expect(problemsOf(results).join()).to.match(/is unsigned: it is no receipt, and there is none in it/);
  });

  it('takes no receipt for a hand-in, whose bytes the student chose', () => {
    const files = { 'ana/0001/submission.zip': sha256(canonicalJson(forged)) };
    const receipt = receiptText(signReceipt({ ...claims, points: null, maxPoints: null, files }, key));
    const document = { ...forged, extra_data: { ...forged.extra_data, receipt } };
    expect(problemsOf(document).join()).to.match(/is not what the receipt in it stands for/);
  });
});
