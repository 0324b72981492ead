/** `node --require ./grader/loader/register.js assignments/toolkit/device/kernels/wasm/routines/assemble.ts`: writes module.ts. */
import fs from 'node:fs';
import path from 'node:path';

import wabt from 'wabt';

/** The `.wat` files of this folder as one module, in base64, in each of its four forms. */
export async function assemble(): Promise<Record<string, string>> {
  const { parseWat } = await wabt();
  const features = { simd: true, bulk_memory: true, threads: true, relaxed_simd: true };
  const files = fs.readdirSync(__dirname).filter((name) => name.endsWith('.wat'));
  const functions = files.sort().map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'));
  const toModule = (memory: string, source: string): string => {
    const text = `(module (import "env" "memory" (memory ${memory})) ${source})`;
    return Buffer.from(parseWat('routines.wat', text, features).toBinary({}).buffer).toString('base64');
  };
  const fused = functions.join('\n');
  const plain = withoutFusing(fused);
  return {
    fused: toModule(OWN, fused),
    fusedShared: toModule(SHARED, fused),
    plain: toModule(OWN, plain),
    plainShared: toModule(SHARED, plain),
  };
}

/** Memory is shared where the backend has threads, and WebAssembly tells the two apart. */
const OWN = '1';
const SHARED = '1 65536 shared';

/** A product and a sum that are rounded each, for engines that cannot do both at once. */
function withoutFusing(source: string): string {
  const local = String.raw`(\(local\.get \$\w+\))`;
  const fused = new RegExp(String.raw`\(f32x4\.relaxed_madd ${local} ${local} ${local}\)`, 'g');
  return source.replace(fused, '(f32x4.add (f32x4.mul $1 $2) $3)');
}

async function main(): Promise<void> {
  const modules = Object.entries(await assemble()).map(([name, base64]) => {
    const lines = base64.match(/.{1,96}/g)!.map((line) => `    '${line}',\n`);
    return `  ${name}: [\n${lines.join('')}  ].join(''),\n`;
  });
  const text = `/** Assembled from the .wat files by assemble.ts. */\nexport const MODULES = {\n${modules.join('')}};\n`;
  fs.writeFileSync(path.join(__dirname, 'module.ts'), text);
}

if (require.main === module) void main();
