/** What a file is when it is not weights but something that people have in their place; undefined when it may be. */
export function otherKindOf(bytes: Buffer): string | undefined {
  const known = KINDS.find(({ at = 0, begin }) => bytes.subarray(at, at + begin.length).equals(begin));
  if (known) return known.says;
  const text = textOf(bytes);
  if (text === undefined || text.startsWith(OLD_PICKLE)) return undefined;
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? otherText(text);
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
const OLD_PICKLE = 'L119547037146038801333356L';

const TEXTS: readonly [begin: RegExp, says: string][] = [
  [
    /^version https:\/\/git-lfs/,
    'it is a pointer of Git LFS, not the weights themselves. Run "git lfs pull" in its repository, or download the ' +
      'file from its web page',
  ],
  [
    /^\s*<(!doctype|html|head|\?xml|!--|[a-z])/i,
    'it is a web page (HTML), not weights: the address leads to a page about the file, or asks for a login. Open it ' +
      'in a browser and download the file from there',
  ],
  [
    /^\s*[{[]/,
    'it is text (JSON), not weights. Download the file of weights itself, which may lie beside it',
  ],
];

function otherText(text: string): string {
  const begin = text.trim().split('\n')[0].slice(0, 60);
  return `it is text (it begins "${begin}"), not weights. Download or copy the file again`;
}

/** The beginning of a file that has nothing but printable characters there; undefined for any other. */
function textOf(bytes: Buffer): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 512));
  const last = bytes.length > 512 ? text.slice(0, -1) : text;
  return /^[^\x00-\x08\x0e-\x1f\ufffd]+$/.test(last) ? last : undefined;
}
