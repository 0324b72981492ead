import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment, referenceFiles } from '@boletim/grader/assignment';
import { UsageError } from '@boletim/grader/errors';
import { readSigningKey } from '@boletim/grader/receipt';
import { COURSE, displayPath, filesBelow } from '@boletim/grader/system';
import type { Lang } from '@boletim/grader/reporters';
import type { ExtensionsFile } from '../../class/dates/extensions';
import type { Student } from '../../class/roster';
import { writeZip } from '../../class/write-zip';
import { buildRelease } from '../build-release';
import { KEY_FILE, type AutograderConfig } from './config';
import { EXTENSIONS_FILE, packExtensions } from './packed-extensions';
import { runAutograder, setupScript } from './scripts';

export interface PackageOptions {
  /** The assignment's id. */
  assignment: string;
  /** Folder of hidden suites, inside the course; they go into the zip, which only Gradescope and teachers see. */
  hidden?: string | undefined;
  /** Grades even where nothing keeps a submission from the grader. */
  allowUnisolated?: boolean;
  lang: Lang;
  /** A private key of "boletim key": results are signed with it. */
  sign?: string | undefined;
  /** The text of extensions.csv: who may hand in later. */
  extensions?: ExtensionsFile | undefined;
  /** Who is meant by it. */
  roster?: readonly Student[];
}

/** The bytes of an autograder for Gradescope: setup.sh and run_autograder at the root. The same course gives the same bytes. */
export async function packageAutograder(options: PackageOptions): Promise<Buffer> {
  const assignment = loadAssignment(options.assignment, { hidden: options.hidden });
  const { files } = buildRelease([assignment], { alsoUsed: ['@boletim/teaching'] });
  for (const file of files.keys())
    if (/^(README\.md|test\/.*|\.mocharc\.json|\.github\/.*)$/.test(file)) files.delete(file);
  const hidden = options.hidden === undefined ? null : addHidden(files, options.hidden);
  const reference = addReference(files, assignment);
  const { allowUnisolated = false, lang } = options;
  const config: AutograderConfig = {
    assignment: assignment.spec.id,
    hidden,
    reference,
    allowUnisolated,
    lang,
  };
  files.set('gradescope.json', Buffer.from(`${JSON.stringify(config, null, 2)}\n`));
  if (options.extensions) {
    const { spec } = assignment;
    const packed = packExtensions(options.extensions, { spec, roster: options.roster ?? [] });
    files.set(EXTENSIONS_FILE, Buffer.from(`${JSON.stringify(packed, null, 2)}\n`));
  }
  if (options.sign !== undefined) files.set(KEY_FILE, signingKeyFile(options.sign, options));
  files.set('setup.sh', Buffer.from(setupScript(process.version)));
  files.set('run_autograder', Buffer.from(runAutograder()));
  return writeZip(files, { executable: ['setup.sh', 'run_autograder'] });
}

/** Without a wall a submission could sign whatever it likes. */
function signingKeyFile(file: string, { allowUnisolated = false }: PackageOptions): Buffer {
  readSigningKey(file);
  if (allowUnisolated)
    throw new UsageError(
      '--sign and --allow-unisolated contradict each other: without a wall submissions could read the key.',
    );
  return fs.readFileSync(file);
}

/** Hidden suites keep their place, since they may import the assignment by a relative path. */
function addHidden(files: Map<string, Buffer>, folder: string): string {
  const real = fs.realpathSync(folder);
  const place = displayPath(real);
  if (path.isAbsolute(place))
    throw new UsageError(`${folder} lies outside the course; put hidden suites below ${COURSE}.`);
  for (const file of filesBelow(real)) files.set(displayPath(file), fs.readFileSync(file));
  return place;
}

/** The reference solution, where hidden.yaml names it. Nothing else below solutions/ goes out. */
function addReference(files: Map<string, Buffer>, assignment: Assignment): string[] {
  if (assignment.reference === null) return [];
  return referenceFiles(assignment.reference, assignment).map((file) => {
    files.set(displayPath(file), fs.readFileSync(file));
    return displayPath(file);
  });
}
