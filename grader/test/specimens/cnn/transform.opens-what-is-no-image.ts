import fs from 'node:fs';
import { PILImage, tuple, type ImageClassDataBlock } from 'boletim/toolkit';

export async function transform(block: ImageClassDataBlock, item: unknown) {
  fs.writeFileSync('notes.txt', 'this is no image');
  return block.itemTfms(tuple(await PILImage.create('notes.txt'), item));
}
