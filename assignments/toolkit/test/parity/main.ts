/**
 * `npm run parity -- [DEVICE …]`: compares each device that this machine has with PyTorch's numbers.
 * `npm run parity -- --page`: writes docs/functions.md, which says what is compared.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { DEVICES, backendOf, type Device } from '../../device/backends';
import { functionsPage } from './functions-page';
import { isWrong, renderTable, type CaseResult, type DeviceResult } from './table';

async function main(asked: string[]): Promise<void> {
  if (asked.includes('--page')) return fs.writeFileSync(PAGE, functionsPage());
  const devices: DeviceResult[] = [];
  for (const device of asked.length ? asked : DEVICES) devices.push(await runDevice(device as Device));
  process.stdout.write(`${renderTable(devices)}\n`);
  const failed = devices.some(
    ({ skipped, results }) => skipped === undefined && (!results.length || results.some(isWrong)),
  );
  const missing = asked.length > 0 && devices.some(({ skipped }) => skipped !== undefined);
  process.exitCode = failed || missing ? 1 : 0;
}

const PAGE = path.resolve(__dirname, '../../../../docs/functions.md');

async function runDevice(device: Device): Promise<DeviceResult> {
  const real = await backendOf(device).probe();
  const adapter = !real.available && device === 'webgpu' ? softwareAdapter() : undefined;
  const { available, reason, advice } = adapter ? await backendOf(device).probe({ adapter }) : real;
  if (!available) return { device, results: [], skipped: `${reason}. ${advice}` };
  process.stderr.write(`comparing ${device} (${reason}) …\n`);
  return { device, results: await runInProcess(device, adapter) };
}

/** For a check of correctness a software adapter will do. */
function softwareAdapter(): string | undefined {
  return fs.existsSync('/usr/lib/chromium/vk_swiftshader_icd.json') ? 'swiftshader' : undefined;
}

/** A process for each device: they share one engine, and a GPU's settings are read when its library loads. */
async function runInProcess(device: Device, adapter: string | undefined): Promise<CaseResult[]> {
  const loader = path.resolve(__dirname, '../../../../grader/loader/register.js');
  const args = ['--require', loader, path.join(__dirname, 'run-device.ts'), device, adapter ?? ''];
  // TF32 rounds inputs to 10 bits: fast, and not what PyTorch computes on a processor.
  const env = { ...process.env, NVIDIA_TF32_OVERRIDE: '0' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const results: CaseResult[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{')) results.push(JSON.parse(line) as CaseResult);
  }
  return results;
}

void main(process.argv.slice(2));
