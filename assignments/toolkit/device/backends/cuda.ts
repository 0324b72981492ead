import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** What TensorFlow loads when it starts, to compute on a GPU of NVIDIA's. */
const LIBRARIES = ['libcudart.so', 'libcublas.so', 'libcudnn.so'];

/** What to do when this machine has a GPU and TensorFlow would not find what it needs for it; else empty. */
export function cudaAdvice(hasGpu = fs.existsSync('/dev/nvidia0'), libraries = findableLibraries): string {
  if (!hasGpu) return '';
  const found = libraries();
  const missing = LIBRARIES.filter((name) => !found.some((file) => file.startsWith(name)));
  if (missing.length === 0) return '';
  return (
    `It will not use this machine's GPU: the loader does not find ${missing.join(', ')}. Install CUDA and cuDNN, and ` +
    'set LD_LIBRARY_PATH to their folders before Node starts'
  );
}

/** Names of the files that the dynamic loader would find. */
function findableLibraries(): string[] {
  const known = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  const folders = (process.env.LD_LIBRARY_PATH ?? '')
    .split(':')
    .filter((folder) => folder && fs.existsSync(folder));
  return [
    ...known.split('\n').map((line) => line.trim()),
    ...folders.flatMap((folder) => fs.readdirSync(folder)),
  ];
}
