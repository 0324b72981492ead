import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { SOLUTIONS } from '../../system/paths';
import { tarGzOf } from '../../teaching/test/class/support';

/** What a preparation leaves for the run. */
export interface Prepared {
  /** An archive to grade instead of the folder. */
  archive?: string;
  /** What must not have happened, asked after the run. */
  breach?(): string | null;
  clean?(): void;
}

type Preparation = (folder: string) => Prepared | Promise<Prepared>;

const FILES = ['mean', 'count-labels', 'retry'].map((name) => `src/${name}.ts`);
const SOLUTION = path.join(SOLUTIONS, 'warmup');

/** What an attack needs besides the files of its folder, by name. */
export const PREPARATIONS: Record<string, Preparation> = {
  'symbolic-links': (folder) => {
    for (const file of FILES) make(folder, file, (at) => fs.symlinkSync(path.join(SOLUTION, file), at));
    return {};
  },
  'linked-checkout': (folder) => {
    fs.symlinkSync(SOLUTIONS, path.join(folder, 'assignments'));
    return {};
  },
  'hard-links': (folder) => {
    for (const file of FILES) {
      const secret = path.join(folder, `secret-${path.basename(file)}`);
      fs.copyFileSync(path.join(SOLUTION, file), secret);
      make(folder, file, (at) => fs.linkSync(secret, at));
    }
    return {};
  },
  'special-files': (folder) => {
    make(folder, FILES[0]!, (at) => spawnSync('mkfifo', [at]));
    make(folder, FILES[1]!, (at) => fs.mkdirSync(at));
    make(folder, FILES[2]!, (at) => fs.symlinkSync('/dev/zero', at));
    return {};
  },
  'hostile-names': (folder) => {
    const names = [
      '\u001b[2J\u001b[32m10',
      '<img src=x onerror=alert(1)>',
      'a\nb\rc',
      '..\\..\\mean.ts',
      ']]>',
      '`|*x*',
    ];
    for (const name of names) make(folder, `src/${name}.ts`, (at) => fs.writeFileSync(at, 'export {};'));
    return {};
  },
  'escaping-archive': async (folder) => {
    const planted = path.join(path.dirname(folder), 'planted.ts');
    const content = 'export const mean = () => 3;';
    const names = [
      planted,
      '../planted.ts',
      'src/../../planted.ts',
      '/src/mean.ts',
      'src/./../../planted.ts',
    ];
    const archive = path.join(folder, 'student.tar.gz');
    fs.writeFileSync(archive, await tarGzOf(names.map((name) => ({ name, content }))));
    return { archive, breach: () => (fs.existsSync(planted) ? `wrote ${planted}` : null) };
  },
  'long-name': (folder) =>
    archiveOf(folder, (right) => [{ name: `src/${'x'.repeat(4093)}.ts`, content: 'export {};' }, right]),
  'two-entries': (folder) =>
    archiveOf(folder, (right) => [right, { name: right.name, content: 'export const mean = () => 42;' }]),
  'hard-linked-archive': async (folder) => {
    const { archive } = await archiveOf(folder, (right) => [right]);
    fs.linkSync(archive!, path.join(folder, 'another-name.tar.gz'));
    return { archive: archive! };
  },
  listener: async (folder) => {
    let calls = 0;
    const server = net.createServer((socket) => ((calls += 1), socket.destroy())).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    const file = path.join(folder, FILES[0]!);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('__PORT__', String(port)));
    return {
      breach: () => (calls > 0 ? 'reached the listener' : null),
      clean: () => void server.close(),
    };
  },
};

interface Entry {
  name: string;
  content: string;
}

/** An archive of entries around the right file of the attack's folder. */
async function archiveOf(folder: string, entries: (right: Entry) => Entry[]): Promise<Prepared> {
  const right = { name: FILES[0]!, content: fs.readFileSync(path.join(folder, FILES[0]!), 'utf8') };
  const archive = path.join(folder, 'student.tar.gz');
  fs.writeFileSync(archive, await tarGzOf(entries(right)));
  return { archive };
}

function make(folder: string, file: string, create: (at: string) => unknown): void {
  const at = path.join(folder, file);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  create(at);
}
