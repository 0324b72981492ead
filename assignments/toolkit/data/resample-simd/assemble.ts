/** `node --require ./grader/loader/register.js assignments/toolkit/data/resample-simd/assemble.ts`: writes module.ts. */
import fs from 'node:fs';
import path from 'node:path';

import wabt from 'wabt';

/** The WebAssembly module of resample.wat, in base64. */
export async function assemble(): Promise<string> {
  const { parseWat } = await wabt();
  const source = fs.readFileSync(path.join(__dirname, 'resample.wat'), 'utf8');
  const { buffer } = parseWat('resample.wat', source, { simd: true }).toBinary({});
  return Buffer.from(buffer).toString('base64');
}

async function main(): Promise<void> {
  const lines = (await assemble()).match(/.{1,96}/g)!.map((line) => `  '${line}',`);
  const text = `/** Assembled from resample.wat by assemble.ts. */\nexport const MODULE = [\n${lines.join('\n')}\n].join('');\n`;
  fs.writeFileSync(path.join(__dirname, 'module.ts'), text);
}

if (require.main === module) void main();
