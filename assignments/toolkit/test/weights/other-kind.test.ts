import { expect } from 'chai';

import { readPth, readSafetensors, readWeights } from '../../weights';

/** What people have in place of weights, as it begins. */
const OTHERS: [what: string, bytes: Buffer, says: RegExp][] = [
  [
    'a pointer of Git LFS',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 46830571\n'),
    /it is a pointer of Git LFS\. Run "git lfs pull"/,
  ],
  [
    'a pointer that PowerShell wrote',
    Buffer.from('\ufeffversion https://git-lfs.github.com/spec/v1', 'utf16le'),
    /it is a pointer of Git LFS/,
  ],
  ['a web page', Buffer.from('<!DOCTYPE html><html><body>Log in</body></html>'), /it is a web page \(HTML\)/],
  [
    'a page with blanks before it',
    Buffer.from('\ufeff\n  <html lang="pt-BR">São Paulo'),
    /web page \(HTML\)/,
  ],
  ["a server's error in XML", Buffer.from('<?xml version="1.0"?><Error>AccessDenied</Error>'), /web page/],
  [
    'an index in JSON',
    Buffer.from('{"weight_map": {"a": "model-00001.safetensors"}}'),
    /it is text \(JSON\)/,
  ],
  ['a message', Buffer.from('Entry not found'), /no weights: it is text \(it begins "Entry not found"\)/],
  ['a gzip', Buffer.from('1f8b0800', 'hex'), /it is compressed with gzip\. Unpack it first/],
  ['zlib', Buffer.from('789c0300', 'hex'), /it is compressed with zlib\. Unpack it first/],
  ['LZMA', Buffer.from('5d0000800000', 'hex'), /it is compressed with LZMA\. Unpack it first/],
  [
    'a network of ONNX',
    Buffer.from('\x08\x08\x12\x07pytorch\x1a\x052.1.0', 'latin1'),
    /it is a network of ONNX, and/,
  ],
  ['a model of TensorFlow', Buffer.from('080112b60a0a', 'hex'), /it is a SavedModel of TensorFlow, and/],
  [
    'one of TensorFlow Lite',
    Buffer.from('\x1c\0\0\0TFL3\x14', 'latin1'),
    /it is a network of TensorFlow Lite/,
  ],
  ['a file of Keras', Buffer.from('894844460d0a1a0a00', 'hex'), /it is a file of HDF5, such as Keras writes/],
  ['an image', Buffer.from('89504e470d0a1a0a00', 'hex'), /it is an image \(PNG\)/],
  ['a tar archive', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0')]), /it is a tar archive/],
];

describe('what is no weights', () => {
  const readers = { readPth, readSafetensors, readWeights };
  for (const [what, bytes, says] of OTHERS) {
    it(`is refused by every reader: ${what}`, async () => {
      for (const [name, read] of Object.entries(readers)) {
        const said = await Promise.resolve()
          .then(() => read(bytes))
          .then(
            () => 'It was read.',
            (error: Error) => error.message,
          );
        expect(said, name).to.match(says);
      }
    });
  }

  // Each length is the mark of another kind: of gzip, zlib, LZMA and TensorFlow.
  for (const length of [0x8b1f, 0x9c78, 0x0178, 0x5d, 0x120108])
    it(`is not a safetensors file, whatever the length of its header: ${length}`, () => {
      const text = '{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}'.padEnd(length);
      const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from(text), Buffer.of(7)]);
      bytes.writeBigUInt64LE(BigInt(length));
      expect([...readSafetensors(bytes).get('w')!.data]).to.deep.equal([7]);
    });
});
