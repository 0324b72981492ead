import path from 'node:path';
import type { SubmittedFunctions } from '../../assignment/lab';

/** A file could not be used: it is not there, or lacks the export. Not an error that a function of it threw. */
export class SubmissionFileError extends Error {
  override name = 'SubmissionFileError';
}

/** Loads the student's compiled files from the staged submission, each when one of its functions is first called. */
export function openSubmission(folder: string, load: NodeJS.Require): SubmittedFunctions {
  return {
    function<F extends (...parameters: never[]) => unknown>(file: string, name: string): F {
      let loaded: F | undefined;
      const call = (...parameters: Parameters<F>) =>
        (loaded ??= loadFunction<F>({ folder, file, name, load }))(...parameters);
      return call as unknown as F;
    },
  };
}

function loadFunction<F>(request: { folder: string; file: string; name: string; load: NodeJS.Require }): F {
  const { folder, file, name, load } = request;
  const compiled = path.join(folder, file.replace(/\.ts$/, '.js'));
  try {
    load.resolve(compiled);
  } catch {
    throw new SubmissionFileError(`${file} could not be loaded`);
  }
  const exports = load(compiled) as Record<string, unknown>;
  const value = exports?.[name];
  if (typeof value !== 'function') throw new SubmissionFileError(missingExport(file, name, exports));
  return value as F;
}

function missingExport(file: string, name: string, exports: unknown): string {
  const wanted = `${file} must export a function named "${name}"`;
  const found: Record<string, unknown> =
    typeof exports === 'object' && exports !== null ? { ...exports } : {};
  const names = Object.keys(found).slice(0, 10);
  if (names.includes(name)) return `${wanted}; its "${name}" is a ${typeof found[name]}`;
  if (names.includes('default')) return `${wanted}; write "export function ${name}", without "default"`;
  if (names.length === 0) return `${wanted}; write "export" before "function ${name}"`;
  return `${wanted}; it exports ${names.map((other) => `"${other}"`).join(', ')}`;
}
