import path from 'node:path';
import { askReader } from './ask-reader';
import { decodeText } from './decode-text';
import { readUploads } from './read-uploads';
import { SubmissionProblem } from './problem';
import { DEFAULT_READ_LIMITS, type SubmittedTree } from './tree';
import type { Upload } from './upload';

/**
 * The text of a file that lies in a submission and is no answer, such as a note to the teacher; the least deep of several.
 * Null when there is none. One that cannot be read gives a sentence that says why: somebody has to know of it.
 */
export async function readBeside(uploads: readonly Upload[], name: string): Promise<string | null> {
  const answer = await askReader<string | null>({
    task: { module: require.resolve('./read-beside'), name: 'besideOf' },
    ...{ uploads, besides: { name }, seconds: SECONDS, isLasting: () => true },
  });
  return 'result' in answer ? answer.result : `${name} cannot be read`;
}

const SECONDS = 60;

/** The same in the calling process. */
export async function besideOf({
  uploads,
  name,
}: {
  uploads: readonly Upload[];
  name: string;
}): Promise<string | null> {
  const loose = uploads.filter((upload) => upload.kind === 'file' && upload.name === name);
  const options = { wanted: (file: string) => path.posix.basename(file) === name, limits: LIMITS };
  const tree = await treeOf(loose.length > 0 ? loose : uploads, options);
  if (tree === null) return null;
  const depth = (file: string) => file.split('/').length;
  const places = [...tree.files.keys(), ...tree.unusable.keys()].filter(options.wanted);
  const [place] = places.sort((a, b) => depth(a) - depth(b));
  if (place === undefined) return null;
  const problem = tree.unusable.get(place);
  if (problem !== undefined) return `${name} ${problem}`;
  const content = decodeText(tree.files.get(place)!, { mayBeEmpty: true });
  return 'problem' in content ? `${name} ${content.problem}` : content.text;
}

/** Null where nothing can be read at all, which the submission's own problem tells. */
async function treeOf(...parameters: Parameters<typeof readUploads>): Promise<SubmittedTree | null> {
  try {
    return (await readUploads(...parameters)).tree;
  } catch (error) {
    if (error instanceof SubmissionProblem) return null;
    throw error;
  }
}

const LIMITS = { ...DEFAULT_READ_LIMITS, fileBytes: 64 * 1024 };
