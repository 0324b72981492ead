import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { readAuthorYaml } from '@boletim/grader/assignment';
import { UsageError } from '@boletim/grader/errors';
import { LANGS } from '@boletim/grader/reporters';
import { PLATFORMS } from './downloads';
import { writeFileAtomically } from '@boletim/grader/system';

const place = z.string().min(1);

/** class.yaml: how an output folder was made. Paths are relative to that folder. */
export const classSettingsSpec = z
  .strictObject({
    submissions: place.describe('The folder or download that was graded.'),
    assignment: z.string().min(1).describe('The id, or the folder, of the assignment.'),
    from: z.enum(PLATFORMS).optional().describe('The platform that names come from.'),
    roster: place.optional().describe('Who is in the class.'),
    groups: place.optional().describe('Who hands in together.'),
    names: place.optional().describe('Who the anonymous submissions are of.'),
    extensions: place.optional().describe('Who may hand in later.'),
    reviews: place.optional().describe('The folder of manual reviews.'),
    requests: place.optional().describe('The table of regrade requests.'),
    before: place.optional().describe('The output folder of the run that the summary compares with.'),
    hidden: place.optional().describe('The folder of hidden suites.'),
    sign: place.optional().describe('The file of the key that results are signed with.'),
    workers: place.optional().describe('The public keys of those whose results are taken.'),
    exportWaiting: z.boolean().optional().describe('Scores go out while questions wait for a person.'),
    moodleWorksheet: place.optional().describe("Moodle's worksheet, to be filled."),
    canvasColumn: z.string().optional().describe('The column as Canvas exports it.'),
    released: z.boolean().optional().describe('Students see the tests that wait for release.'),
    types: z.boolean().optional().describe('Types are checked too.'),
    device: z.string().optional().describe('Where labs compute.'),
    sandbox: z.enum(['auto', 'bwrap', 'process']).optional().describe('How submissions are kept apart.'),
    seed: z
      .union([z.int().nonnegative(), z.literal('student')])
      .optional()
      .describe('Of drawn inputs.'),
    lang: z.enum(LANGS).optional().describe("Of students' reports and the summary."),
  })
  .describe('How an output folder of boletim class was made; a run without options repeats it.');

export type ClassSettings = z.infer<typeof classSettingsSpec>;

const PATHS = [
  ...(['submissions', 'roster', 'groups', 'names', 'extensions', 'reviews', 'requests', 'before'] as const),
  ...(['hidden', 'sign', 'workers', 'moodleWorksheet'] as const),
];

/** The settings of a run, and in what they differ from those that the folder was made with. */
export interface SettledSettings {
  settings: ClassSettings;
  /** Like "roster: none → term/roster.csv"; empty for a first run or the same again. */
  changes: string[];
}

export interface GivenSettings {
  /** What the command line says; paths as they are for this process. */
  given: Partial<ClassSettings>;
  /** What holds where neither it nor the folder says anything. */
  defaults: Partial<ClassSettings>;
}

/**
 * Completes what was given on the command line with what the output folder remembers.
 * @throws UsageError when neither says what to grade, AuthorError when class.yaml was changed to something it cannot be
 */
export function settleSettings(out: string, { given, defaults }: GivenSettings): SettledSettings {
  const known = recallSettings(out);
  const { assignment } = defaults;
  const { submissions, ...settings } = { assignment, ...known, ...given };
  if (submissions === undefined || settings.assignment === undefined)
    throw new UsageError(
      `Say what to grade: a folder with one entry a student, or a download. ${out} does not remember one.`,
    );
  const names = Object.keys(given) as (keyof ClassSettings)[];
  const changes =
    known === null ? [] : names.flatMap((name) => changeOf(name, { ...defaults, ...known }, given));
  return { settings: { submissions, ...settings, assignment: settings.assignment }, changes };
}

function recallSettings(out: string): Partial<ClassSettings> | null {
  const file = path.join(out, 'class.yaml');
  if (!fs.existsSync(file)) return null;
  const settings = readAuthorYaml(file, classSettingsSpec);
  return mapPaths(settings, (relative) => path.relative('', path.resolve(out, relative)) || '.');
}

/** Writes class.yaml, for the next run and for people. */
export async function rememberSettings(out: string, settings: ClassSettings): Promise<void> {
  const relative = mapPaths(settings, (file) => path.relative(path.resolve(out), path.resolve(file)));
  const portable = mapPaths(relative, (file) => file.split(path.sep).join('/'));
  const head = '# How this folder was made. boletim class --out with no more options repeats it.\n';
  await writeFileAtomically(path.join(out, 'class.yaml'), head + stringify(portable));
}

function mapPaths<Settings extends Partial<ClassSettings>>(
  settings: Settings,
  map: (file: string) => string,
): Settings {
  const mapped = { ...settings };
  for (const name of PATHS) if (mapped[name] !== undefined) mapped[name] = map(mapped[name]);
  return mapped;
}

function changeOf(
  name: keyof ClassSettings,
  known: Partial<ClassSettings>,
  given: Partial<ClassSettings>,
): string[] {
  const [before, now] = [known[name], given[name]];
  const isPath = (PATHS as readonly string[]).includes(name) && before !== undefined;
  const same = isPath ? path.resolve(String(before)) === path.resolve(String(now)) : before === now;
  return same ? [] : [`${name}: ${before === undefined ? 'none' : String(before)} → ${String(now)}`];
}
