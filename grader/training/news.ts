import { z } from 'zod';
import type { RetrainNews } from '../assignment/retrain-lab';
import { WireError, type Plain } from '../wire/plain';

/** Reads what a sandbox tells about a training. Anything of another form is a WireError. */
export function readNews(value: Plain): RetrainNews {
  const { data, error } = schema.safeParse(value);
  if (error) throw new WireError(`news of the training of no known form (${error.issues[0]?.message ?? ''})`);
  return data;
}

const MOST_STEPS = 1_000_000;
const count = z.number().int().min(0).max(1e9);
/** Losses may be anything that a number can be. */
const measured = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)]);
const text = z.string().max(2000);
const series = z.array(measured).max(MOST_STEPS);

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('notice'), text }),
  z.strictObject({
    type: z.literal('plan'),
    classes: z.array(z.string().max(200)).min(1).max(1000),
    images: z.strictObject({ train: count, valid: count, test: count }),
    skipped: z.strictObject({
      count,
      examples: z.array(z.strictObject({ file: text, reason: text })).max(100),
    }),
  }),
  z.strictObject({
    type: z.literal('batch'),
    epoch: count,
    epochs: count,
    batch: count,
    batches: count,
    images: count,
    loss: measured,
    learningRate: measured,
  }),
  z.strictObject({
    type: z.literal('epoch'),
    epoch: count,
    frozen: z.boolean(),
    trainLosses: series,
    learningRates: series,
    validLoss: measured,
    validAccuracy: z.number().min(0).max(1),
    seconds: z.number().min(0),
  }),
  z.strictObject({
    type: z.literal('file'),
    name: z.enum(['checkpoint', 'weights']),
    bytes: z.instanceof(Uint8Array) as z.ZodType<Uint8Array>,
    last: z.boolean(),
  }),
  z
    .strictObject({
      type: z.literal('test'),
      loss: measured,
      files: z.array(text).min(1),
      targets: z.instanceof(Int32Array) as z.ZodType<Int32Array>,
      probabilities: z.instanceof(Float32Array) as z.ZodType<Float32Array>,
    })
    .refine(({ files, targets }) => files.length === targets.length, 'one target a file')
    .refine(({ files, probabilities }) => probabilities.length % files.length === 0, 'one row a file'),
]);
