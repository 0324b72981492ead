import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

import { PILImage } from '../../index';
import { expected, imagePath, sha256 } from './fixtures';

type Case = { width: number; height: number; sha256: string; firstPixels: number[] };

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );
}

describe('PILImage.create', () => {
  for (const [name, pillow] of Object.entries(expected<Record<string, Case>>('data-decode'))) {
    it(`reads the pixels that Pillow reads from ${name}`, async () => {
      const { width, height, data } = await PILImage.create(imagePath(name));
      expect({ width, height }).to.deep.equal({ width: pillow.width, height: pillow.height });
      expect([...data.slice(0, pillow.firstPixels.length)]).to.deep.equal(pillow.firstPixels);
      expect(sha256(data)).to.equal(pillow.sha256);
    });
  }

  it('reads bytes like the file that they came from', async () => {
    const [file, bytes] = [imagePath('rgb.png'), readFileSync(imagePath('rgb.png'))];
    expect(await PILImage.create(bytes)).to.deep.equal(await PILImage.create(file));
  });

  for (const [name, stray, marker] of [
    ['progressive-420.jpg', 99, [0xff, 0xd9]],
    ['420.jpg', 3, [0xff, 0xda]],
  ] as const) {
    it(`reads ${name} as Pillow does with ${stray} stray bytes before a marker`, async () => {
      const bytes = readFileSync(imagePath(name));
      const at = bytes.indexOf(Uint8Array.from(marker));
      const longer = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(stray, 0x12), bytes.subarray(at)]);
      // The stray bytes change nothing in Pillow, either.
      expect(sha256((await PILImage.create(longer)).data)).to.equal(
        expected<Record<string, Case>>('data-decode')[name].sha256,
      );
    });
  }

  it('can be passed on as a function', async () => {
    const { create } = PILImage;
    expect(await create(imagePath('rgb.png'))).to.be.instanceOf(PILImage);
  });

  const bad: [file: string, message: string][] = [
    ['bad-empty.jpg', 'is empty (0 bytes). Copy or download it again'],
    ['bad-text.jpg', 'is not an image that can be read. Use JPEG, PNG'],
    ['bad-truncated.jpg', 'is damaged or incomplete. Copy or download it again'],
    ['bad-truncated.png', 'is damaged or incomplete. Copy or download it again'],
    ['bad-header-only.jpg', 'is damaged or incomplete. Copy or download it again'],
    ['bad-cmyk.jpg', 'is CMYK, made for printing; its colours cannot be read exactly. Save it as RGB'],
    ['bad-drawing.svg', 'is an SVG drawing, which has no pixels. Export it as PNG'],
    ['missing.jpg', 'does not exist. Check the path'],
  ];
  for (const [name, message] of bad) {
    it(`says of ${name} that it ${message.split('.')[0]}`, async () => {
      const said = await failure(PILImage.create(imagePath(name)));
      expect(said.slice(0, imagePath(name).length + 1 + message.length)).to.equal(
        `${imagePath(name)} ${message}`,
      );
      expect(said).not.to.contain('\n');
    });
  }

  const own: [what: string, image: sharp.Sharp, message: string][] = [
    ['grey of 16 bits', grey16().png(), 'The image is grey with 16 bits. Save it with 8 bits.'],
    [
      'a turned TIFF',
      clear().removeAlpha().withMetadata({ orientation: 6 }).tiff(),
      'The image is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.',
    ],
  ];
  for (const [what, image, message] of own) {
    it(`refuses ${what}, which Pillow reads in a way of its own`, async () => {
      expect(await failure(PILImage.create(await image.toBuffer()))).to.equal(message);
    });
  }

  it('says that a folder is not an image file', async () => {
    const folder = path.dirname(imagePath('rgb.png'));
    expect(await failure(PILImage.create(folder))).to.equal(
      `${folder} is a folder, not an image file. List the images in it with getImageFiles.`,
    );
  });

  it('says what is wrong with bytes that have no name', async () => {
    expect(await failure(PILImage.create(Buffer.from('text')))).to.contain('The image is not an image');
  });
});

function grey16(): sharp.Sharp {
  const raw = { width: 2, height: 2, channels: 1 } as const;
  return sharp(Uint16Array.of(0, 300, 40000, 65535), { raw }).toColourspace('grey16');
}

function clear(): sharp.Sharp {
  return sharp({ create: { width: 4, height: 2, channels: 4, background: { r: 9, g: 8, b: 7, alpha: 0 } } });
}

describe('PILImage', () => {
  for (const [width, height, length] of [
    [2, 2, 11],
    [2, 2, 16],
    [0, 0, 0],
    [1, -1, 3],
  ]) {
    it(`cannot be ${width}x${height} with ${length} bytes`, () => {
      expect(() => new PILImage(width, height, new Uint8Array(length))).to.throw(RangeError, 'RGB image');
    });
  }
});
