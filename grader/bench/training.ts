import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../paths';

/** The toolkit's measurements beside PyTorch's, which know tensors: a program of its own. */
export async function benchTraining(): Promise<void> {
  const program = path.join(ROOT, 'assignments/toolkit/test/bench/main.ts');
  const loader = path.join(ROOT, 'grader/loader/register.js');
  const child = spawn(process.execPath, ['--require', loader, program], { stdio: 'inherit' });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
