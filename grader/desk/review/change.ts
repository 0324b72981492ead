import { z } from 'zod';

/** Longer texts are no comments. */
export const LONGEST_TEXT = 50_000;

const text = z.string().max(LONGEST_TEXT);
const target = { student: z.string(), question: z.string() };

/**
 * One field of a review that a person changed: what it was when they saw it, and what it should be. Somebody else may
 * have changed it meanwhile, and `base` tells.
 */
export const changeSchema = z.discriminatedUnion('field', [
  z.strictObject({ ...target, field: z.literal('comment'), base: text, value: text }),
  z.strictObject({
    ...target,
    field: z.literal('points'),
    base: z.number().nullable(),
    value: z.number().nullable(),
  }),
  z.strictObject({
    ...target,
    field: z.literal('items'),
    base: z.array(z.string()),
    value: z.array(z.string()),
  }),
  z.strictObject({
    ...target,
    field: z.literal('line'),
    line: z.number().int().positive(),
    quote: text,
    base: text,
    value: text,
  }),
  z.strictObject({ ...target, field: z.literal('reply'), why: text, base: text, value: text }),
  z.strictObject({ ...target, field: z.literal('done'), base: z.boolean(), value: z.boolean() }),
  z.strictObject({ ...target, field: z.literal('apart'), base: z.boolean(), value: z.boolean() }),
]);

export type Change = z.infer<typeof changeSchema>;
export type FieldValue = Change['value'];

/** What became of a change. */
export type Saved =
  | { status: 'saved' }
  /** Somebody else changed the field since: nothing was written. */
  | { status: 'conflict'; value: FieldValue; by: string | null }
  /** It cannot be written, and why. */
  | { status: 'refused'; message: string };
