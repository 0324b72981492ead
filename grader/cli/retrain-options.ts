import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../errors';
import type { GradedStage } from '../run/grade';
import type { RetrainSettings } from '../training';
import type { Assignment } from '../assignment/assignment';
import type { RetrainReport } from '../report/report';
import { stopOnInterrupt } from './stop-on-interrupt';

/** What the command line says about the training; each has a variable of the environment, too. */
export interface RetrainFlags {
  retrain?: boolean;
  retrainEpochs?: number;
  retrainBatch?: number;
  retrainSize?: number;
  retrainSeed?: number;
  retrainData?: string;
  retrainWeights?: string;
  retrainOut?: string;
}

/** Adds the options of the training to a command. */
export function addRetrainOptions(command: Command): Command {
  const option = (flags: string, about: string, variable: string) => new Option(flags, about).env(variable);
  return command
    .option('--retrain', 'train with the submission after its tests (env: RETRAIN=1)')
    .addOption(
      option('--retrain-epochs <n>', 'epochs after the frozen one', 'RETRAIN_EPOCHS').argParser(from(0)),
    )
    .addOption(option('--retrain-batch <n>', 'images in a batch', 'RETRAIN_BATCH').argParser(from(1)))
    .addOption(
      option('--retrain-size <n>', 'side of the images, in pixels', 'RETRAIN_SIZE').argParser(from(1)),
    )
    .addOption(option('--retrain-seed <n>', 'seed of the training', 'RETRAIN_SEED').argParser(from(0)))
    .addOption(option('--retrain-data <dir>', 'images to train on, or "shipped"', 'RETRAIN_DATA'))
    .addOption(
      option(
        '--retrain-weights <file>',
        'pretrained weights (FILE#key of several), or "seeded"',
        'RETRAIN_WEIGHTS',
      ),
    )
    .addOption(option('--retrain-out <dir>', 'where results go', 'RETRAIN_OUT'));
}

/** Whether a training was asked for. */
export function wantsRetrain({ retrain }: RetrainFlags, env: NodeJS.ProcessEnv = process.env): boolean {
  const { RETRAIN = '' } = env;
  if (['', '0', 'false', 'no'].includes(RETRAIN.toLowerCase())) return retrain === true;
  if (['1', 'true', 'yes'].includes(RETRAIN.toLowerCase())) return true;
  throw new UsageError(`RETRAIN is 1 or 0, not "${RETRAIN}".`);
}

/** Refuses a training that cannot be before anything is graded. */
export async function requireTrainable(
  assignment: Assignment,
  { retrainData: data, retrainWeights: weights }: RetrainFlags,
): Promise<void> {
  const training = await import('../training/index.ts');
  training.requireTrainable(assignment, { data, weights });
}

/** Trains with what was graded. The first Ctrl-C stops it and keeps what there is, the second ends the program. */
export async function trainInterruptibly(
  context: GradedStage,
  { flags, beside }: { flags: RetrainFlags; beside: string | undefined },
): Promise<RetrainReport> {
  const interrupt = stopOnInterrupt(
    'Stopping the training. Press Ctrl-C again to lose what is not written yet.',
  );
  const out =
    flags.retrainOut ??
    path.join(beside ? path.dirname(beside) : '.', `retrain-${context.assignment.spec.id}`);
  try {
    const { retrainSubmission } = await import('../training/index.ts');
    return await retrainSubmission(context, { settings: settingsOf(flags, out), signal: interrupt.signal });
  } finally {
    interrupt.release();
  }
}

function settingsOf(flags: RetrainFlags, out: string): RetrainSettings {
  const { CI, RETRAIN_FETCH = CI ? '0' : '1' } = process.env;
  return {
    epochs: flags.retrainEpochs,
    batchSize: flags.retrainBatch,
    imageSize: flags.retrainSize,
    seed: flags.retrainSeed,
    data: flags.retrainData,
    weights: flags.retrainWeights,
    out: path.resolve(out),
    mayFetch: RETRAIN_FETCH !== '0',
  };
}

function from(lowest: number) {
  return (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(number) && number >= lowest) return number;
    throw new InvalidArgumentError(`Write a whole number from ${lowest}.`);
  };
}
