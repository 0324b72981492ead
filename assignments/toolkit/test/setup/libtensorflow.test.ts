import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileContains, locateLibtensorflow } from '../../setup/libtensorflow';

describe('locateLibtensorflow', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'libtensorflow-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
  }

  const ARCHIVE = {
    'lib/libtensorflow.so.2.15.0': '…TFE_NewContext…',
    'lib/libtensorflow_framework.so.2.15.0': '',
    'include/tensorflow/c/c_api.h': '',
  };
  const WHEEL = {
    'libtensorflow_cc.so.2': 'TFE_NewContext',
    'libtensorflow_framework.so.2': '',
    'include/tensorflow/c/c_api.h': '',
  };

  it('finds an unpacked archive by its folder or by its library', () => {
    write(ARCHIVE);
    const expected = path.join(fs.realpathSync(folder), 'lib/libtensorflow.so.2.15.0');
    expect(locateLibtensorflow(folder).library).to.equal(expected);
    expect(locateLibtensorflow(path.join(folder, 'lib/libtensorflow.so.2.15.0')).library).to.equal(expected);
  });

  it("finds an installed wheel by the package's folder and by site-packages", () => {
    write(Object.fromEntries(Object.entries(WHEEL).map(([name, text]) => [`tensorflow/${name}`, text])));
    const expected = path.join(folder, 'tensorflow/include');
    expect(locateLibtensorflow(folder).include).to.equal(expected);
    expect(locateLibtensorflow(path.join(folder, 'tensorflow')).include).to.equal(expected);
  });

  const refused: Array<[string, Record<string, string>, RegExp]> = [
    [
      'a folder without a library',
      { 'include/tensorflow/c/c_api.h': '' },
      /No libtensorflow.so or .*_cc.so below/,
    ],
    [
      'a library without its framework',
      without(ARCHIVE, 'lib/libtensorflow_framework.so.2.15.0'),
      /No libtensorflow_framework.so/,
    ],
    [
      'a library without the C API',
      { ...WHEEL, 'libtensorflow_cc.so.2': 'nothing' },
      /TFE_NewContext is not in it/,
    ],
    [
      'a library without headers',
      without(WHEEL, 'include/tensorflow/c/c_api.h'),
      /No headers \(tensorflow\/c\/c_api.h\)/,
    ],
  ];
  for (const [what, files, message] of refused) {
    it(`refuses ${what}, naming what is missing`, () => {
      write(files);
      expect(() => locateLibtensorflow(folder)).to.throw(message);
    });
  }

  it('refuses a path where there is nothing', () => {
    expect(() => locateLibtensorflow(path.join(folder, 'gone'))).to.throw(/There is nothing at .*gone/);
  });

  it('finds a text that lies across two read windows', () => {
    const file = path.join(folder, 'big');
    fs.writeFileSync(file, Buffer.concat([Buffer.alloc((8 << 20) - 3), Buffer.from('needle')]));
    expect(fileContains(file, 'needle')).to.equal(true);
    expect(fileContains(file, 'needles')).to.equal(false);
  });
});

function without(files: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([key]) => key !== name));
}
