import { anyText, textInPlace } from '../text-in-place';
import { isSafetensors } from './safetensors/is-safetensors';

/** What a file is when it is not weights but something that people have in their place; undefined when it may be. */
export function otherKindOf(bytes: Buffer): string | undefined {
  // The length of its header may look like the mark of another kind.
  if (isSafetensors(bytes)) return undefined;
  const begin = bytes.toString('latin1', 0, LONGEST);
  const known = KINDS.find(([pattern]) => pattern.test(begin));
  if (known) return known[1];
  const text = OLD_PICKLE.test(begin) ? undefined : (textInPlace(bytes) ?? anyText(bytes));
  return text && `no weights: it is ${text}`;
}

/** Bytes until behind the mark of a tar archive. */
const LONGEST = 262;

const KINDS: readonly [begin: RegExp, says: string][] = [
  packed(/^\x1f\x8b/, 'gzip'),
  packed(/^BZh/, 'bzip2'),
  packed(/^\xfd7zXZ\0/, 'xz'),
  packed(/^\x5d\0\0/, 'LZMA'),
  packed(/^x[\x01\x5e\x9c\xda]/, 'zlib'),
  packed(/^\x04"M\x18/, 'LZ4'),
  packed(/^\x28\xb5\x2f\xfd/, 'zstd'),
  packed(/^7z\xbc\xaf\x27\x1c/, '7-Zip'),
  packed(/^Rar!\x1a\x07/, 'RAR'),
  [/^[^]{257}ustar/, 'it is a tar archive. Unpack it first, or save it again in Python'],
  other(/^\x89HDF\r\n\x1a\n/, 'a file of HDF5, such as Keras writes'),
  other(/^GGUF/, 'a GGUF file'),
  other(/^\x93NUMPY/, 'an array of NumPy (.npy)'),
  // Its version, and then a text: the name of the program that wrote it.
  other(/^\x08[\x03-\x1f]\x12[\x01-\x7f][ -~]/, 'a network of ONNX'),
  other(/^\x08\x01\x12/, 'a SavedModel of TensorFlow'),
  other(/^[^]{4}TFL3/, 'a network of TensorFlow Lite'),
  other(/^\x89PNG\r\n\x1a\n/, 'an image (PNG)'),
  other(/^\xff\xd8\xff/, 'an image (JPEG)'),
  other(/^%PDF/, 'a PDF document'),
];

function packed(begin: RegExp, by: string): [begin: RegExp, says: string] {
  return [begin, `it is compressed with ${by}. Unpack it first`];
}

function other(begin: RegExp, what: string): [begin: RegExp, says: string] {
  return [begin, `it is ${what}, and weights are read from what torch.save or safetensors wrote`];
}

/** How a pickle of text begins when torch.save wrote it: the format's magic number. */
const OLD_PICKLE = /^L119547037146038801333356L/;
