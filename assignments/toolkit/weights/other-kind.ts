import { anyText, textInPlace } from '../text-in-place';

/** What a file is when it is not weights but something that people have in their place; undefined when it may be. */
export function otherKindOf(bytes: Buffer): string | undefined {
  const known = KINDS.find(({ at = 0, begin }) => bytes.subarray(at, at + begin.length).equals(begin));
  if (known) return known.says;
  const text = bytes.subarray(0, OLD_PICKLE.length).equals(OLD_PICKLE)
    ? undefined
    : (textInPlace(bytes) ?? anyText(bytes));
  return text && `no weights: it is ${text}`;
}

interface Kind {
  begin: Buffer;
  at?: number;
  says: string;
}

const KINDS: readonly Kind[] = [
  ...[
    kind('1f8b', 'gzip'),
    kind('425a68', 'bzip2'),
    kind('fd377a585a00', 'xz'),
    kind('28b52ffd', 'zstd'),
    kind('377abcaf271c', '7-Zip'),
    kind('526172211a07', 'RAR'),
  ].map(({ begin, says }) => ({ begin, says: `it is compressed with ${says}. Unpack it first` })),
  {
    begin: Buffer.from('ustar'),
    at: 257,
    says: 'it is a tar archive. Unpack it first, or save it again in Python',
  },
  other('894844460d0a1a0a', 'a file of HDF5, such as Keras writes'),
  other('47475546', 'a GGUF file'),
  other('934e554d5059', 'an array of NumPy (.npy)'),
  other('89504e470d0a1a0a', 'an image (PNG)'),
  other('ffd8ff', 'an image (JPEG)'),
  other('25504446', 'a PDF document'),
];

function kind(hex: string, says: string): Kind {
  return { begin: Buffer.from(hex, 'hex'), says };
}

function other(hex: string, what: string): Kind {
  return kind(hex, `it is ${what}, and weights are read from what torch.save or safetensors wrote`);
}

/** How a pickle of text begins when torch.save wrote it: the format's magic number. */
const OLD_PICKLE = Buffer.from('L119547037146038801333356L');
