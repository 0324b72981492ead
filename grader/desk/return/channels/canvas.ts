import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { reporters } from '@boletim/grader/reporters';
import { readCanvasName, writeZip } from '@boletim/teaching/class';
import type { Channel, ChannelContext } from '../channel';
import type { Letter } from '../letter';

/**
 * Canvas' "Upload submissions": a zip of files that are called exactly as Canvas called them in the download, since it
 * finds the student and the submission by the numbers in the name. Students see the file under the name of what they
 * handed in, so it is given the same kind: an archive for an archive.
 */
export const canvas: Channel = {
  addressOf: ({ origin }) =>
    origin !== null && readCanvasName(origin) !== null && !/[\\/]/.test(origin) ? origin : null,
  noAddress: "the submission is not called as in Canvas' download",
  async filesOf(deliveries, context) {
    const files = new Map<string, Buffer>();
    for (const { letter, address } of deliveries)
      files.set(address, await contentFor(address, letter, context));
    return new Map([['submissions.zip', await writeZip(files)]]);
  },
  advice: 'In Canvas: the assignment, "Upload Submissions". Canvas adds each file as a comment.',
};

async function contentFor(
  name: string,
  { page, report, text }: Letter,
  context: ChannelContext,
): Promise<Buffer> {
  const [file, content] = page === null ? ['report.txt', text] : ['report.html', page];
  if (/\.zip$/i.test(name)) return writeZip(new Map([[file, Buffer.from(content)]]));
  if (/\.(tgz|tar\.gz)$/i.test(name)) return tarGz(file, content);
  if (/\.html?$/i.test(name) || report === null) return Buffer.from(content);
  const { lang, released } = context.record;
  return Buffer.from(`${text}\n${reporters.markdown(report, { lang, audience: 'student', released })}`);
}

async function tarGz(file: string, content: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: file, mtime: new Date(0) }, content);
  archive.finalize();
  return gzipSync(await buffer(archive));
}
