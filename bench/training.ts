import { spawn } from 'node:child_process';
import path from 'node:path';
import { COURSE } from '../grader/system/paths';

/** The toolkit's own measurements beside PyTorch's, by turns: a program of their own, which knows tensors. */
export async function benchTraining(): Promise<void> {
  const program = path.join(COURSE, 'assignments/toolkit/test/bench/main.ts');
  const loader = path.join(COURSE, 'grader/loader/register.js');
  const child = spawn(process.execPath, ['--require', loader, program], { stdio: 'inherit' });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
