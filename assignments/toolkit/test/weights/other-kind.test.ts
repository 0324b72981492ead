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
});
