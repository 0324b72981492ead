import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { gradeClass } from '../../teaching/class';
import { verifyFolder } from '../../teaching/receipts/verify-folder';
import { temporaryFolder } from '../../teaching/test/class/support';
import { Chaos } from './support/chaos';
import { localOptions, makeKeys, writeSubmissions } from './support/farm';
import { resultsOf } from './support/results';
import { missingStore, skipWhere, STORES, type StoreName } from './support/stores';

const SUBMISSIONS = 24;
/** About this long things go wrong; then the farm has to come to its end. */
const SECONDS = 30;

for (const [index, name] of (Object.keys(STORES) as StoreName[]).entries()) {
  describe(`a farm in which everything goes wrong, over ${name}`, function () {
    this.timeout(180_000);

    it('loses nothing, doubles nothing, and grades as one machine does', async function () {
      skipWhere(this, missingStore(name));
      const root = temporaryFolder();
      const [submissions, near, far] = ['in', 'near', 'far'].map((part) => path.join(root, part)) as [
        string,
        string,
        string,
      ];
      writeSubmissions(submissions, SUBMISSIONS);
      await gradeClass(localOptions(near, submissions));
      const [store, keys] = [await STORES[name](), makeKeys(path.join(root, 'keys'))];
      await store.start();
      try {
        const folders = { submissions, out: far, scratch: path.join(root, 'disks') };
        const pace = { seed: 16 + index, everyMilliseconds: 1500, seconds: SECONDS };
        const farm = { store, keys, assignment: 'warmup', workers: 4, lockSeconds: 3 };
        const result = await new Chaos({ ...folders, ...farm, ...pace }).run();
        expect(result.status, result.output).to.equal(0);
        // How much goes wrong before a quick machine is done differs; something besides the full disk always does.
        expect(Object.keys(result.happened)).to.have.length.above(1);
      } finally {
        await store.remove();
      }
      expect(resultsOf(far)).to.deep.equal(resultsOf(near));
      expect(fs.readdirSync(path.join(far, 'students'))).to.have.length(SUBMISSIONS);
      expect(verifyFolder(far, null).problems).to.deep.equal([]);
    });
  });
}
