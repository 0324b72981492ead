import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { limitsSpec } from '../../assignment/spec';
import { readAuthorYaml } from '../../assignment/yaml-file';
import { FIXTURES } from '../../system/paths';
import type { SandboxMode } from '../../report/report';
import { PREPARATIONS } from './preparations';

const status = z.enum(['passed', 'failed', 'not-implemented', 'timed-out', 'crashed', 'skipped']);

/** attack.yaml: what one hostile submission tries, and what it must get. */
const attackSpec = z.strictObject({
  about: z.string().describe('What it tries, in a sentence.'),
  assignment: z.enum(['warmup', 'cnn']),
  questions: z.array(z.string()).optional().describe('Grade these alone.'),
  hidden: z.boolean().default(false).describe('Grade with the hidden suite of the tests, too.'),
  prepare: z
    .enum(Object.keys(PREPARATIONS) as [string, ...string[]])
    .optional()
    .describe('What files alone cannot say: links, pipes, a listener. See preparations.ts.'),
  modes: z
    .array(z.enum(['process', 'bwrap']))
    .default(['process', 'bwrap'])
    .describe('Where it may run: an attack that would harm the machine only where it is stopped.'),
  limits: limitsSpec.exactPartial().optional().describe('Instead of the short ones that attacks get.'),
  expect: z.strictObject({
    score: z.number().optional().describe('Exactly this.'),
    maxScore: z.number().optional().describe('At most this.'),
    statuses: z
      .record(z.string(), z.union([status, z.array(status)]))
      .default({})
      .describe("Per question: what each of its tests' statuses is one of."),
    message: z.string().optional().describe('A text that the message of some test contains.'),
  }),
  unstoppable: z
    .strictObject({ why: z.string() })
    .optional()
    .describe('Why a plain process cannot stop it; there, only what is left behind is checked.'),
});

export type AttackSpec = z.infer<typeof attackSpec>;

export interface Attack {
  name: string;
  /** Where its files lie. */
  folder: string;
  spec: AttackSpec;
}

const ATTACKS = path.join(FIXTURES, 'attacks');

/** All hostile submissions, in the order of their names. */
export function loadAttacks(): Attack[] {
  const names = fs.readdirSync(ATTACKS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const folder = path.join(ATTACKS, name);
      return { name, folder, spec: readAuthorYaml(path.join(folder, 'attack.yaml'), attackSpec) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a run must be stopped by its sandbox, or only recorded. */
export function isStoppable({ spec }: Attack, mode: SandboxMode): boolean {
  return mode === 'bwrap' || spec.unstoppable === undefined;
}
