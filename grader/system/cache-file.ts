import path from 'node:path';
import { CACHE } from '../loader/compile';
import { sha256 } from './digest';
import { digestOfModules } from './module-graph';

/**
 * The file of the cache for what a module makes of something: another for other code, and for another input.
 *
 * @param kind the folder
 * @param module the module's absolute path
 * @param input JSON-serializable, all that decides besides
 */
export function cacheFile(kind: string, module: string, input: unknown): string {
  return path.join(CACHE, kind, `${sha256(JSON.stringify([digestOfModules([module]), input]))}.v8`);
}
