import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { getImageFiles, getOtherImageFiles, parentLabel, PILImage } from '../../index';
import { expected, imagePath } from './fixtures';

/** Makes the files (empty: nobody opens them) and runs `fn` in their folder. */
function inFolderOf(files: readonly string[], fn: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'images-'));
  try {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), '');
    }
    fn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function listed(folder: string): string[] {
  return getImageFiles(folder).map((file) => path.relative(folder, file).split(path.sep).join('/'));
}

async function isRead(file: string): Promise<boolean> {
  return PILImage.create(file).then(
    () => true,
    () => false,
  );
}

describe('getImageFiles', () => {
  it('finds images at every depth, sorted part by part, by extension in any case', () => {
    const images = ['a/q.jpeg', 'top.jpg', 'z/a.png', 'z/b.JPG', 'z/x.tar.jpg', 'z-1/c.png'];
    const others = ['z/notes.txt', 'z/jpg', 'z/jpg.', 'archive.jpg.zip'];
    inFolderOf([...others, ...images.toReversed()], (folder) => {
      // Python sorts paths by their parts too: everything in z comes before z-1.
      expect(listed(folder)).to.deep.equal(images);
    });
  });

  it('skips files and folders whose name starts with a dot', () => {
    inFolderOf(['.a.jpg', '.hidden/a.jpg', 'a/.b/c.jpg', 'a/b.jpg'], (folder) => {
      expect(listed(folder)).to.deep.equal(['a/b.jpg']);
    });
  });

  it("lists of Python's own table what is read, and tells the rest by getOtherImageFiles", () => {
    const names = expected<string[]>('data-image-extensions').map((extension) => `a${extension}`);
    inFolderOf([...names, 'a.mp4', 'a.pdf', 'a.json'], (folder) => {
      const others = getOtherImageFiles(folder).map((file) => path.basename(file));
      expect([...listed(folder), ...others].sort()).to.deep.equal(names);
      expect(others).to.deep.equal([
        'a.avif',
        'a.heic',
        'a.heif',
        'a.ief',
        'a.ras',
        'a.rgb',
        'a.svg',
        'a.xbm',
        'a.xpm',
        'a.xwd',
      ]);
    });
  });

  it('lists every extension of a file that is read, and none of one that is not', async () => {
    const files = Object.entries(expected<Record<string, object>>('data-images')).map(([name]) => name);
    const good = await Promise.all(files.map((name) => isRead(imagePath(path.join('13', name)))));
    for (const extension of new Set(files.map((name) => path.extname(name)))) {
      const any = files.some((name, i) => path.extname(name) === extension && good[i]);
      inFolderOf([`a${extension}`], (folder) => expect(listed(folder).length > 0, extension).to.equal(any));
    }
  });

  it('follows links to folders, but not in circles', () => {
    inFolderOf(['data/cat/a.jpg', 'elsewhere/b.jpg'], (folder) => {
      symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'data/dog'));
      symlinkSync(path.join(folder, 'data'), path.join(folder, 'data/cat/up'));
      expect(listed(path.join(folder, 'data'))).to.deep.equal(['cat/a.jpg', 'dog/b.jpg']);
    });
  });

  it('returns paths that start with the folder as it was given', () => {
    inFolderOf(['cat/a.jpg'], (folder) => {
      const relative = path.relative(process.cwd(), folder);
      expect(getImageFiles(relative)).to.deep.equal([path.join(relative, 'cat/a.jpg')]);
    });
  });

  it('returns nothing for a folder without images', () => {
    inFolderOf(['a.txt'], (folder) => expect(getImageFiles(folder)).to.deep.equal([]));
  });

  it('says that a folder does not exist, or is a file', () => {
    inFolderOf(['a.jpg'], (folder) => {
      expect(() => getImageFiles(path.join(folder, 'train'))).to.throw(`${folder}/train does not exist`);
      expect(() => getImageFiles(path.join(folder, 'a.jpg'))).to.throw('a.jpg is a file');
    });
  });
});

describe('parentLabel', () => {
  // What pathlib's `path.parent.name` gives.
  const labels: [file: string, label: string][] = [
    ['train/cat/482.jpg', 'cat'],
    ['/data/dog/1.jpg', 'dog'],
    ['cat/./1.jpg', 'cat'],
    ['cat//1.jpg', 'cat'],
    ['a/../1.jpg', '..'],
    ['1.jpg', ''],
    ['./1.jpg', ''],
    ['/1.jpg', ''],
  ];
  for (const [file, label] of labels) {
    it(`of ${file} is '${label}'`, () => expect(parentLabel(file)).to.equal(label));
  }
});
