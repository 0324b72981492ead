import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import type { RetrainSpec } from '../assignment/spec';
import { UsageError } from '../errors';
import { FetchError, fetchNamed } from '../fetch';
import type { RetrainSettings } from './settings';

/** What is trained on, and with which weights it begins. */
export interface TrainingSource {
  /** Absolute folder of the data. */
  data: string;
  dataset: string;
  /** Absolute file; null for weights drawn from the seed. */
  weights: string | null;
  /** Which of the file's weights; null when nobody said. */
  weightsKey: string | null;
  weightsTitle: string;
  defaults: Pick<RetrainSpec, 'epochs' | 'batchSize' | 'imageSize' | 'augment'>;
  /** Why it is not what the assignment prefers; null when it is. */
  note: string | null;
}

/** Where something of an assignment's `fetch` is, or why it cannot be had, in one line. */
export type FetchOutcome = { path: string } | { problem: string };

/** How a named thing is looked for, in the cache and then on the network; replaced in tests. */
export type Fetch = (name: string, options: { mayFetch: boolean }) => Promise<FetchOutcome>;

/**
 * Chooses data and weights: those that the person names; else the assignment's own, fetched where that is allowed;
 * else the shipped set with weights drawn from a seed, which are always there.
 */
export async function chooseSource(
  assignment: Assignment,
  settings: RetrainSettings,
  fetch: Fetch = (name, options) => fetchOrExplain(assignment, name, options),
): Promise<TrainingSource> {
  const spec = assignment.spec.retrain!;
  const shipped = shippedSource(assignment, spec);
  if (settings.data === SHIPPED) return { ...shipped, ...namedWeights(settings.weights) };
  const get = (name: string) => fetch(name, { mayFetch: settings.mayFetch });
  const data = await lookUp('folder', settings.data, { name: spec.data, get });
  const { file: given, key } = splitKey(settings.weights);
  const weights = await lookUp('file', given, { name: spec.weights, get });
  const problems = [data, weights].flatMap((found) => ('problem' in found ? [found.problem] : []));
  const isNamed = settings.data !== undefined || given !== undefined;
  if ('problem' in data || ('problem' in weights && !isNamed)) {
    const named = 'path' in weights && given !== undefined ? weights.path : null;
    return { ...shipped, ...describeWeights(named, key), note: fallbackNote(problems, shipped.dataset) };
  }
  const file = 'path' in weights ? weights.path : null;
  return {
    data: data.path!,
    dataset: path.basename(data.path!),
    ...describeWeights(file, key),
    defaults: spec,
    note: file === null && given !== SEEDED ? `${problems[0]}; weights are drawn from a seed` : null,
  };
}

/**
 * Looks whether an assignment has something to train, and whether what a person names is there: before the tests
 * rather than after them.
 *
 * @throws UsageError when not
 */
export function requireTrainable({ spec }: Assignment, { data, weights }: Partial<RetrainSettings>): void {
  if (!spec.retrain)
    throw new UsageError(`The assignment ${spec.id} has nothing to train: leave RETRAIN out.`);
  if (data !== undefined && data !== SHIPPED) existing('folder', data);
  if (weights !== undefined && weights !== SEEDED) existing('file', splitKey(weights).file!);
}

const SHIPPED = 'shipped';
const SEEDED = 'seeded';

function shippedSource(assignment: Assignment, { shipped }: RetrainSpec): TrainingSource {
  return {
    data: fs.realpathSync(path.join(assignment.folder, ...shipped.folder.split('/'))),
    dataset: shipped.title,
    ...describeWeights(null),
    defaults: shipped,
    note: null,
  };
}

function namedWeights(weights: string | undefined): Partial<TrainingSource> {
  const { file, key } = splitKey(weights);
  return file === undefined || file === SEEDED ? {} : describeWeights(existing('file', file), key);
}

function describeWeights(
  file: string | null,
  key: string | null = null,
): Pick<TrainingSource, 'weights' | 'weightsKey' | 'weightsTitle'> {
  if (file === null) return { weights: null, weightsKey: null, weightsTitle: 'drawn from a seed' };
  return {
    weights: file,
    weightsKey: key,
    weightsTitle: path.basename(file) + (key === null ? '' : `#${key}`),
  };
}

/** `FILE#key` names one of the weights of a file that has several. A file's own name may have a # in it, too. */
function splitKey(given: string | undefined): { file: string | undefined; key: string | null } {
  for (let at = given?.indexOf('#') ?? -1; at >= 0; at = given!.indexOf('#', at + 1)) {
    const file = given!.slice(0, at);
    if (!isFile(given!) && isFile(file)) return { file, key: given!.slice(at + 1) };
  }
  return { file: given, key: null };
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

type Found = { path: string | null } | { problem: string };

/** The path that a person gave, which must be there; else what the assignment names. */
async function lookUp(
  kind: 'folder' | 'file',
  given: string | undefined,
  { name, get }: { name: string | undefined; get(name: string): Promise<FetchOutcome> },
): Promise<Found> {
  if (kind === 'file' && given === SEEDED) return { path: null };
  if (given !== undefined) return { path: existing(kind, given) };
  return name === undefined ? { problem: `the assignment names no ${kind}` } : get(name);
}

async function fetchOrExplain(
  assignment: Assignment,
  name: string,
  options: { mayFetch: boolean },
): Promise<FetchOutcome> {
  try {
    const { path: found } = await fetchNamed(assignment, name, options);
    return { path: fs.realpathSync(found) };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { problem: error.message.split('\n')[0]!.replace(/\.$/, '') };
  }
}

function existing(kind: 'folder' | 'file', given: string): string {
  const found = fs.statSync(given, { throwIfNoEntry: false });
  if (kind === 'folder' ? found?.isDirectory() : found?.isFile()) return fs.realpathSync(given);
  throw new UsageError(`There is no ${kind} ${given} to train with.`);
}

function fallbackNote(problems: string[], dataset: string): string {
  return `${problems.join('; ')}: training on ${dataset}, with weights drawn from a seed.`;
}
