import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { unpackLibrary } from '../../setup/wheel';

describe('unpackLibrary', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wheel-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('takes the libraries and the C headers, and nothing else', async () => {
    const wheel = path.join(folder, 'x.whl');
    const zip = new ZipFile();
    for (const name of [...WANTED, ...UNWANTED]) zip.addBuffer(Buffer.from(name), name);
    zip.end();
    await pipeline(zip.outputStream, fs.createWriteStream(wheel));
    const unpacked = await unpackLibrary(wheel, path.join(folder, 'out'));
    expect(unpacked).to.equal(path.join(folder, 'out/tensorflow'));
    const files = fs.readdirSync(path.join(folder, 'out'), { recursive: true, withFileTypes: true });
    const names = files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name));
    expect(names.map((name) => path.relative(path.join(folder, 'out'), name)).sort()).to.deep.equal(WANTED);
  });

  it('says so when the file is not a wheel', async () => {
    const file = path.join(folder, 'page.whl');
    fs.writeFileSync(file, '<html>');
    const error = await unpackLibrary(file, folder).catch((thrown: Error) => thrown);
    expect((error as Error).message).to.match(/page\.whl cannot be read as a wheel/);
  });
});

const WANTED = [
  'tensorflow/include/tensorflow/c/c_api.h',
  'tensorflow/include/tensorflow/c/eager/c_api.h',
  'tensorflow/include/tensorflow/core/platform/ctstring.h',
  'tensorflow/include/tsl/platform/ctstring.h',
  'tensorflow/include/xla/tsl/c/tsl_status.h',
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
];
const UNWANTED = [
  'tensorflow/__init__.py',
  'tensorflow/include/tensorflow/core/framework/op.h',
  'tensorflow/python/_pywrap_tfe.so',
  'tensorflow_cpu-2.15.1.dist-info/METADATA',
];
