import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';

import { assembleAll } from '../../webassembly/assemble';

describe('the WebAssembly modules', () => {
  it('are assembled from the .wat files beside them', async () => {
    for (const [file, text] of await assembleAll()) {
      const written = fs.readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
      expect(written === text, `${file}: run webassembly/assemble.ts`).to.equal(true);
    }
  });
});
