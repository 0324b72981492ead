import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setupTensorflow } from '../../setup/setup-tensorflow';

/** A tfjs-node package whose sources do not compile, and a library in name only: every step but the last ones runs. */
describe('setupTensorflow', function () {
  this.timeout(60_000);
  let root: string;
  let packageFolder: string;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'setup-'));
    packageFolder = path.join(root, 'node_modules/@tensorflow/tfjs-node-gpu');
    write(
      'package/binding.gyp',
      '{ "targets": [{ "target_name": "tfjs_binding", "sources": ["broken.cc"] }] }',
    );
    write('package/broken.cc', '#error this never compiles');
    write('package/package.json', JSON.stringify({ binary: BINARY }));
    write('package/deps/lib/old.so', 'the library before');
    write('from/libtensorflow_cc.so.2', 'TFE_NewContext');
    write('from/libtensorflow_framework.so.2', '');
    write('from/include/tensorflow/c/c_api.h', '');
    fs.mkdirSync(path.dirname(packageFolder), { recursive: true });
    fs.renameSync(path.join(root, 'package'), packageFolder);
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const BINARY = {
    module_name: 'tfjs_binding',
    module_path: './lib/napi-v{napi_build_version}',
    napi_versions: [8],
  };

  function write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }

  it('leaves everything as it was when the addon does not compile', async () => {
    const before = filesBelow(root);
    const error = await failure(setupTensorflow({ root, from: path.join(root, 'from'), force: true }));
    expect(error.message).to.match(
      /^Compiling the addon failed:[^]*this never compiles[^]*It needs a C\+\+ compiler/,
    );
    expect(filesBelow(root)).to.deep.equal(before);
  });

  it('changes nothing when the library cannot be found', async () => {
    const before = filesBelow(root);
    const error = await failure(setupTensorflow({ root, from: path.join(root, 'nowhere') }));
    expect(error.message).to.match(/There is nothing at .*nowhere/);
    expect(filesBelow(root)).to.deep.equal(before);
  });

  it('refuses two sources at once', async () => {
    const error = await failure(setupTensorflow({ root, from: 'a', wheel: 'b' }));
    expect(error.message).to.match(/Both --from and --wheel/);
  });
});

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort();
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}
