/** `node --require ./grader/loader/register.js assignments/toolkit/webassembly/assemble.ts`: writes every module.ts. */
import fs from 'node:fs';
import path from 'node:path';

import wabt from 'wabt';

const TOOLKIT = path.resolve(__dirname, '..');
const FOLDERS = ['data/resample-simd', 'random/mersenne-twister-simd', 'device/kernels/wasm/routines'];

/** The text of the module.ts of every folder with `.wat` files, by the file's path from the toolkit. */
export async function assembleAll(): Promise<Map<string, string>> {
  const { parseWat } = await wabt();
  const features = { simd: true, bulk_memory: true, threads: true, relaxed_simd: true };
  const toBase64 = (text: string): string =>
    Buffer.from(parseWat('module.wat', text, features).toBinary({}).buffer).toString('base64');
  return new Map(FOLDERS.map((folder) => [path.join(folder, 'module.ts'), moduleText(folder, toBase64)]));
}

/** One `.wat` file is a module; several are the functions of one that works in the memory of the backend. */
function moduleText(folder: string, toBase64: (text: string) => string): string {
  const directory = path.join(TOOLKIT, folder);
  const names = fs
    .readdirSync(directory)
    .filter((name) => name.endsWith('.wat'))
    .sort();
  const sources = names.map((name) => fs.readFileSync(path.join(directory, name), 'utf8'));
  const comment = `/** Assembled from ${names.join(', ')} by webassembly/assemble.ts. */\n`;
  if (sources.length === 1) return `${comment}export const MODULE = ${literal(toBase64(sources[0]), '')};\n`;
  const forms = Object.entries(formsOf(sources.join('\n')));
  const entries = forms.map(([name, text]) => `  ${name}: ${literal(toBase64(text), '  ')},\n`);
  return `${comment}export const MODULES = {\n${entries.join('')}};\n`;
}

/** Memory is shared where the backend has threads, and WebAssembly tells the two apart. */
const OWN = '1';
const SHARED = '1 65536 shared';

function formsOf(functions: string): Record<string, string> {
  const toModule = (memory: string, source: string): string =>
    `(module (import "env" "memory" (memory ${memory})) ${source})`;
  const plain = withoutFusing(functions);
  return {
    fused: toModule(OWN, functions),
    fusedShared: toModule(SHARED, functions),
    plain: toModule(OWN, plain),
    plainShared: toModule(SHARED, plain),
  };
}

/** A product and a sum that are rounded each, for engines that cannot do both at once. */
function withoutFusing(source: string): string {
  const local = String.raw`(\(local\.get \$\w+\))`;
  const operands = `${local} ${local} ${local}`;
  return source
    .replace(
      new RegExp(String.raw`\(f32x4\.relaxed_madd ${operands}\)`, 'g'),
      '(f32x4.add (f32x4.mul $1 $2) $3)',
    )
    .replace(
      new RegExp(String.raw`\(f32x4\.relaxed_nmadd ${operands}\)`, 'g'),
      '(f32x4.sub $3 (f32x4.mul $1 $2))',
    );
}

function literal(base64: string, indent: string): string {
  const lines = base64.match(/.{1,96}/g)!.map((line) => `${indent}  '${line}',\n`);
  return `[\n${lines.join('')}${indent}].join('')`;
}

async function main(): Promise<void> {
  for (const [file, text] of await assembleAll()) fs.writeFileSync(path.join(TOOLKIT, file), text);
}

if (require.main === module) void main();
