import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import { temporaryBeside } from '@boletim/grader/system';
import type { Git } from './git';

/**
 * Writes the files of a commit as a tar.gz, whole or not at all. Nothing of it ever becomes a file of its own here: its
 * names may lead anywhere. The same commit gives the same bytes.
 * @returns the archive's sha256
 */
export async function packCommit(git: Git, commit: string, file: string): Promise<string> {
  const part = temporaryBeside(file);
  const hash = createHash('sha256');
  try {
    await git.stream(['archive', '--format=tar', commit], (tar) =>
      pipeline(
        tar,
        boundedBy(git),
        createGzip(),
        new Transform({
          transform(chunk: Buffer, _encoding, done) {
            hash.update(chunk);
            done(null, chunk);
          },
        }),
        fs.createWriteStream(part, { flags: 'wx', flush: true }),
      ),
    );
    fs.renameSync(part, file);
    return hash.digest('hex');
  } finally {
    fs.rmSync(part, { force: true });
  }
}

/** What unpacks to more than may be fetched is a bomb, or a data set that nobody asked for. */
function boundedBy(git: Git): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > git.mostBytes) done(git.tooLarge());
      else done(null, chunk);
    },
  });
}
