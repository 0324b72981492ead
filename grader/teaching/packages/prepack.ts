/**
 * npm runs this before and after it packs a package: `prepack.ts` in the package's folder builds it and writes the
 * package.json that is published, `prepack.ts --restore` puts the checkout's own back.
 */
import fs from 'node:fs';
import path from 'node:path';
import { buildPackage } from './build-package';
import { writePublishedManifest, type Manifest } from './published-manifest';

const folder = process.cwd();
const manifest = path.join(folder, 'package.json');
const kept = path.join(folder, 'dist', '.package.json');

if (process.argv.includes('--restore')) restore();
else pack();

function pack(): void {
  // A pack that was killed has left the published one.
  restore();
  const own = fs.readFileSync(manifest, 'utf8');
  buildPackage(folder, path.join(folder, 'dist'));
  fs.writeFileSync(kept, own);
  writePublishedManifest(JSON.parse(own) as Manifest, folder);
}

function restore(): void {
  if (fs.existsSync(kept)) fs.renameSync(kept, manifest);
}
