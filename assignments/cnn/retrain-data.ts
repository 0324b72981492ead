import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { RetrainRequest } from 'boletim/suite';
import * as toolkit from 'boletim/toolkit';

import { withChecks, type BatchParts } from './checks';
import { normalize } from './normalize';

/** The three sets of images. Only those that can be read are in them. */
export interface TrainingData {
  loaders: toolkit.SimpleDataLoaders<string>;
  /** Null when there is no folder `test`. */
  test: Loader | null;
  skipped: { file: string; reason: string }[];
  /** The images of the pass that has begun, in order. */
  pass: readonly string[];
}

export type Loader = toolkit.SimpleDataLoader<string>;

/** Reads images in threads, two batches ahead: one is there when the device asks for it, the next is being read. */
export function startPrefetcher({ imageSize, batchSize }: RetrainRequest): toolkit.ImagePrefetcher {
  return new toolkit.ImagePrefetcher({
    size: [imageSize, imageSize],
    ahead: 2 * batchSize,
    workers: { count: Math.min(Math.max(availableParallelism() - 1, 1), MOST_WORKERS) },
  });
}

const MOST_WORKERS = 8;

/**
 * The loaders of the data set in `request.data`, with the student's functions.
 *
 * @throws Error when there is nothing to train on or to validate with, or classes do not match
 */
export async function makeLoaders(
  unchecked: BatchParts,
  request: RetrainRequest,
  images: toolkit.ImagePrefetcher,
): Promise<TrainingData> {
  const student = withChecks(unchecked);
  const found = toolkit.getImageFiles(request.data);
  const skipped = [...(await images.check(found)), ...(await unreadFormats(images, request.data))];
  const unreadable = new Set(skipped.map(({ file }) => file));
  const items = found.filter((file) => !unreadable.has(file));
  const { data, batchSize, seed } = request;
  for (const set of ['train', 'valid'] as const) requireImages({ data, set, items, skipped });
  const block = makeBlock(student, request, { items, images });
  const begun: Pick<TrainingData, 'pass'> = { pass: [] };
  const onPass = (files: readonly string[]): void => {
    begun.pass = files;
    images.expect(files);
  };
  const loaders = block.dataloaders(data, { batchSize, seed, onPass });
  requireSeveralValues(loaders.train, request);
  const test = makeTestLoader(block, loaders, { getBatchAt: student.getBatchAt, items, onPass });
  return Object.assign(begun, { loaders, test, skipped });
}

/** Images that nothing here lists: whoever has them would look for them in vain. */
async function unreadFormats(
  images: toolkit.ImagePrefetcher,
  folder: string,
): Promise<TrainingData['skipped']> {
  const files = toolkit.getOtherImageFiles(folder);
  const reasons = new Map((await images.check(files)).map(({ file, reason }) => [file, reason]));
  const misnamed = (file: string): string => `${file} has the name of a format that is not read. Rename it.`;
  return files.map((file) => ({ file, reason: reasons.get(file) ?? misnamed(file) }));
}

interface FoundImages extends Pick<TrainingData, 'skipped'> {
  data: string;
  set: 'train' | 'valid';
  items: readonly string[];
}

function requireImages({ data, set, items, skipped }: FoundImages): void {
  if (filesOf(set, items).length > 0) return;
  const reasons = skipped.slice(0, FEW).map(({ reason }) => reason.replace(/\.$/, ''));
  const unreadable =
    skipped.length === 0 ? '' : ` ${skipped.length} cannot be read, such as: ${reasons.join('; ')}.`;
  throw new Error(
    `There is no image that can be read in ${path.join(data, set)}/<class>/.${unreadable} ` +
      `Expected are the folders train, valid and perhaps test in ${data}, with a folder for each class in each.`,
  );
}

/** How many unreadable images an error names. */
const FEW = 3;

/** The images of one of the three sets. */
function filesOf(set: 'train' | 'valid' | 'test', items: readonly string[]): string[] {
  const [positions] = toolkit.GrandparentSplitter({ trainName: set })(items);
  return positions.map((position) => items[position]!);
}

function makeBlock(
  student: BatchParts,
  { imageSize, augment }: RetrainRequest,
  { items, images }: { items: string[]; images: toolkit.ImagePrefetcher },
): toolkit.ImageClassDataBlock<string> {
  return new toolkit.ImageClassDataBlock<string>({
    ...(student as Pick<toolkit.DataBlockOptions<string>, 'transform' | 'getBatchAt'>),
    getItems: () => items,
    splitter: toolkit.GrandparentSplitter(),
    getX: (file) => images.read(file),
    getY: toolkit.parentLabel,
    itemTfms: [new toolkit.Resize(imageSize, 'squish'), new toolkit.ToTensor()],
    batchTfms: [
      new toolkit.IntToFloatTensor(),
      normalize,
      ...toolkit.augTransforms(augment === 'flip' ? FLIP : {}),
    ],
  });
}

/** Batch norm learns from several values of a channel: with one pixel an image, that takes two images. */
function requireSeveralValues({ items }: Loader, { batchSize, imageSize }: RetrainRequest): void {
  const lastBatch = items.length % batchSize || batchSize;
  if (lastBatch > 1 || imageSize > PIXELS_TO_ONE) return;
  throw new Error(
    `The last batch of ${items.length} training images has one image, of which the network's last layers see one ` +
      `pixel: run it again with another RETRAIN_BATCH, or with a RETRAIN_SIZE above ${PIXELS_TO_ONE}.`,
  );
}

/** The side of an image of which a ResNet-18's last blocks see one pixel. */
const PIXELS_TO_ONE = 32;

/** No turning, no stretching, no lighting: nothing that computes a pixel from others. */
const FLIP = { maxRotate: 0, maxZoom: 1, maxWarp: 0, maxLighting: 0 };

interface TestParts {
  getBatchAt: BatchParts['getBatchAt'];
  items: string[];
  onPass(files: readonly string[]): void;
}

/** The images below `test`, with the classes of the training set and without augmentation. */
function makeTestLoader(
  block: toolkit.ImageClassDataBlock<string>,
  { labels, labelToTensor, train }: toolkit.SimpleDataLoaders<string>,
  { items, getBatchAt, onPass }: TestParts,
): Loader | null {
  const files = filesOf('test', items);
  const stranger = files.find((file) => !labels.includes(block.getY(file)));
  if (stranger) throw new Error(`${stranger} is of a class that the training set lacks.`);
  if (files.length === 0) return null;
  const { batchSize, device } = train;
  return new toolkit.SimpleDataLoader<string>({
    items: files,
    transform: (file) => block.transform(file, labelToTensor),
    batchTfms: block.batchPipeline.forSplit(1),
    getBatchAt: getBatchAt as toolkit.DataLoaderOptions<string>['getBatchAt'] & object,
    batchSize,
    device,
    onPass,
  });
}
