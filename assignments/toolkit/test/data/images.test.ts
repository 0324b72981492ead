import { expect } from 'chai';
import path from 'node:path';

import { PILImage } from '../../index';
import { expected, imagePath, sha256 } from './fixtures';

/** What Pillow 13 makes of a file: its pixels, or that it reads none. */
type Pillow = { width: number; height: number; sha256: string } | { refused: string };

const FILES = expected<Record<string, Pillow>>('data-images');

/** Files that Pillow reads and we do not, with what is said of each after its name. */
const REFUSED: Readonly<Record<string, string>> = {
  'cmyk.jpg': 'is CMYK, made for printing; its colours cannot be read exactly. Save it as RGB.',
  'cmyk.tiff': 'is CMYK, made for printing; its colours cannot be read exactly. Save it as RGB.',
  'grey-16.png': 'is grey with 16 bits. Save it with 8 bits.',
  'grey-16.tiff': 'is grey with 16 bits. Save it with 8 bits.',
  'grey-16.pgm': 'is grey with 16 bits. Save it with 8 bits.',
  'lab.tiff': 'is a TIFF that has colours of CIELAB. Convert it to RGB.',
  'ycbcr.tiff': 'is a TIFF that has colours of YCbCr that are not compressed as JPEG. Convert it to RGB.',
  'grey-16-transparent.png': 'is grey with 16 bits. Save it with 8 bits.',
  'of-an-iphone.png':
    "is a PNG of an iPhone's app, which only Apple's programs read. Save it as PNG or JPEG.",
  'tiff-lzma.tif': 'is a TIFF that is compressed with LZMA. Save it as PNG.',
  'tiff-grey-signed.tif': 'is a TIFF that has grey of 8 bits in a rare form. Save it as PNG.',
  'tiff-grey-16-signed.tif': 'is a TIFF that has grey of 16 bits in a rare form. Save it as PNG.',
  'tiff-grey-12.tif': 'is a TIFF that has grey of 12 bits in a rare form. Save it as PNG.',
  'tiff-planes-16.tif': 'is a TIFF that has a plane for each colour, of 16 bits or in tiles. Save it as PNG.',
  'tiff-rgb-three-more.tif': 'is a TIFF that has more than one channel beside its colours. Save it as PNG.',
  'tiff-rgb-multiplied.tif': 'is a TIFF that has colours multiplied by their transparency. Save it as PNG.',
  'tiff-palette-of-bytes.tif': 'is a TIFF that has a palette that is read in two ways. Save it as PNG.',
  'tiff-palette-short.tif': 'is a TIFF that has a palette of 100 colours. Save it as PNG.',
  'tiff-turned-long.tif': 'is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.',
  'tiff-turned-long-higher-byte-first.tif':
    'is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.',
  'tiff-float-deflate-higher-byte-first.tif':
    'is a TIFF that has grey of 32 bits in a rare form. Save it as PNG.',
  'tiff-int32-deflate-higher-byte-first.tif':
    'is a TIFF that has grey of 32 bits in a rare form. Save it as PNG.',
  'tiff-grey-alpha-planes-deflate.tif':
    'is a TIFF that has its transparency in a plane of its own. Save it as PNG.',
  'tiff-palette-jpeg-tiles.tif':
    'is a TIFF that has tiles compressed as JPEG, with transparency or a palette. Save it as PNG.',
  'rgb-zstd.tif': 'is a TIFF that is compressed with Zstandard. Save it as PNG.',
  'orientation-6.tif': 'is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.',
  'orientation-3.tif': 'is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.',
  'wrong-sum-of-pixels.png':
    'is damaged or incomplete. Copy or download it again. (vipspng: libpng read error)',
  'without-palette.png':
    'is damaged or incomplete. Copy or download it again. (Input buffer has corrupt header:)',
  'floats.pfm': 'is an image of numbers with a point (PFM). Save it as PNG or JPEG.',
  'pointer.cur': 'is a mouse pointer (CUR). Save it as PNG or JPEG.',
  'lossy.avif': "is an AVIF image, whose pixels would differ from Pillow's. Save it as PNG or JPEG.",
  'lossless.avif': "is an AVIF image, whose pixels would differ from Pillow's. Save it as PNG or JPEG.",
  'lossy-called.jpg': "is an AVIF image, whose pixels would differ from Pillow's. Save it as PNG or JPEG.",
  'picture.jp2': 'is a JPEG 2000 or JPEG XL image. Save it as PNG or JPEG.',
  'picture.tga': 'is not an image that can be read. Use JPEG, PNG, WebP, GIF, TIFF, BMP, PPM or ICO.',
};

/** Pillow refuses it, and every pixel of it is there. */
const READ_ALL_THE_SAME = new Set(['wrong-sum-of-a-note.png']);

async function failure(file: string): Promise<string> {
  return PILImage.create(file).then(
    () => 'It was read.',
    (error: Error) => error.message,
  );
}

describe('PILImage.create, beside Pillow 13,', () => {
  const file = (name: string): string => imagePath(path.join('13', name));

  for (const [name, pillow] of Object.entries(FILES)) {
    if (name in REFUSED) {
      it(`refuses ${name} by what it is`, async () => {
        expect(pillow).to.have.property('sha256');
        expect(await failure(file(name))).to.equal(`${file(name)} ${REFUSED[name]}`);
      });
    } else if ('refused' in pillow) {
      it(`refuses ${name}, as Pillow does`, async () => {
        if (READ_ALL_THE_SAME.has(name)) return void (await PILImage.create(file(name)));
        expect(await failure(file(name))).to.match(
          / (has \d colours|is (damaged or incomplete|no|empty|an? ([A-Z]{3,4}|BigTIFF)[ -])|is not an image)/,
        );
      });
    } else {
      it(`reads the pixels of ${name}`, async () => {
        const { width, height, data } = await PILImage.create(file(name));
        expect({ width, height, sha256: sha256(data) }).to.deep.equal(pillow);
      });
    }
  }

  for (const [name, says] of [
    ['page.jpg', /page\.jpg is no image but a web page \(HTML\): the address leads to/],
    ['pointer.jpg', /pointer\.jpg is no image but a pointer of Git LFS\. Run "git lfs pull"/],
    ['twelve-bits.jpg', /is a JPEG of 12 bits a colour, as scanners for medicine write them\. Save it/],
    ['picture.svg', /is an SVG drawing, which has no pixels\. Export it as PNG\.$/],
    ['declared.svg', /is an SVG drawing, which has no pixels\. Export it as PNG\.$/],
    ['typed.svg', /is an SVG drawing, which has no pixels\. Export it as PNG\.$/],
    ['called-svg.png', /is an SVG drawing, which has no pixels\. Export it as PNG\.$/],
    ['wide-letters.svg', /is an SVG drawing, which has no pixels\. Export it as PNG\.$/],
    ['copied-as-text.png', /is a PNG that was copied as text, which changes bytes\. Copy or download it/],
    ['marker-inside.jpg', /damaged or incomplete\. .* \(its pixels are interrupted by a marker 0x41\)$/],
    ['frame-inside.jpg', /damaged or incomplete\. .* \(its pixels are interrupted by a marker 0xc1\)$/],
    ['two-colours.jpg', /two-colours\.jpg has 2 colours in place of red, green and blue\. Save it as RGB\.$/],
    ['lossless-ls-note.jpg', /is a JPEG-LS image\. Save it as PNG or JPEG\.$/],
    ['tiff-uint32-higher-byte-first.tif', /that has grey of 32 bits in a rare form\. Save it as PNG\.$/],
    ['tiff-uint32-white-is-zero.tif', /that has grey of 32 bits in a rare form\. Save it as PNG\.$/],
    ['tiff-float-bits-reversed.tif', /that has grey of 32 bits in a rare form\. Save it as PNG\.$/],
    ['tiff-grey-alpha-planes.tif', /that has its transparency in a plane of its own\. Save it as PNG\.$/],
    [
      'tiff-one-bit-differences-tiles.tif',
      /that holds differences of pixels that have less than 8 bits\. Save it as PNG\.$/,
    ],
    ['lossless-ls.jpg', /is a JPEG-LS image\. Save it as PNG or JPEG\.$/],
    ['tiff-rgb-float.tif', /is a TIFF that has colours of 32, 32, 32 bits in a rare form\. Save it as PNG/],
    ['tiff-camera.tif', /is a TIFF that holds a camera's raw pixels\. Convert it to RGB\.$/],
    ['tiff-unknown-compression.tif', /is a TIFF that is compressed with LERC\. Save it as PNG\.$/],
    ['tiff-big-higher-byte-first.tif', /is a BigTIFF whose numbers begin with the higher byte/],
    ['odd-masks.bmp', /is a BMP with an unusual order of bits\. Save it as PNG\.$/],
    ['header-alone.bmp', /is damaged or incomplete\. Copy or download it again\. \(it ends too early\)$/],
  ] as const) {
    it(`says what ${name} is`, async () => expect(await failure(file(name))).to.match(says));
  }
});
