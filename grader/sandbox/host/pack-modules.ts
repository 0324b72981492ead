import fs from 'node:fs';
import path from 'node:path';
import { isBelow } from '../../loader/course-root';
import { CACHE, writeAtomically } from '../../loader/compile';
import { sha256 } from '../../system/digest';
import { NODE_MODULES } from '../../system/paths';
import { readModules } from '../../system/read-modules';
import { recall, remember } from '../../system/remember';
import { settledStats } from '../../system/settled-stats';
import type { PackedModules } from '../../wire/packed-modules';

export interface ModulesToPack {
  /** Absolute paths of JavaScript modules; what they load, directly or through others, comes with them. */
  entries: readonly string[];
  /** Files and folders that a sandbox is given beside packages: nothing else of the course gets in. */
  readable: readonly string[];
}

/**
 * Packs the modules that a sandbox loads into one file, unless that has been done. Null where it cannot be written, or
 * where one of them has only just changed: then each is loaded by itself.
 */
export function packModules({ entries, readable }: ModulesToPack): string | null {
  const key = sha256(JSON.stringify([process.version, entries, readable]));
  const indexFile = path.join(PACKED, `${key}.v8`);
  const index = recall<Index>(indexFile);
  if (index && fs.existsSync(index.packed) && index.seen === settledStats(index.files)) return index.packed;
  const modules = modulesFrom(entries, readable);
  const files = Object.keys(modules.code);
  const text = JSON.stringify(modules);
  const packed = path.join(PACKED, `${sha256(text)}.json`);
  const seen = settledStats(files);
  if (seen === null || !writeAtomically(packed, text)) return null;
  remember(indexFile, { packed, files, seen } satisfies Index);
  return packed;
}

/** Which file holds what was made of which files, as they then were. */
interface Index {
  packed: string;
  files: string[];
  seen: string;
}

const PACKED = path.join(CACHE, 'packed');

/** What is larger costs more to carry along unread than to find. */
const MAX_CHARACTERS = 64_000;

function modulesFrom(entries: readonly string[], readable: readonly string[]): PackedModules {
  const codeOf = (file: string) => {
    const text = commonJs(file, readable);
    return text === undefined || text.length > MAX_CHARACTERS ? undefined : text;
  };
  const { code, found } = readModules({ entries, codeOf });
  // What a package's name means is for Node to say: that can change without any of these files.
  const relative = Object.entries(found).map(([file, names]) => [
    file,
    Object.fromEntries(Object.entries(names).filter(([name]) => name.startsWith('.'))),
  ]);
  return { code, found: Object.fromEntries(relative) as PackedModules['found'] };
}

/** A module that a sandbox may load, without its source map; undefined for everything else. */
export function commonJs(file: string, readable: readonly string[]): string | undefined {
  const isGiven =
    readable.some((place) => file === place || isBelow(file, place)) ||
    (isBelow(file, NODE_MODULES) && !isBelow(file, CACHE));
  if (!isGiven || !/\.c?js$/.test(file)) return undefined;
  const text = fs.readFileSync(file, 'utf8').replace(SOURCE_MAP, '');
  return IS_NO_COMMONJS.test(text) ? undefined : text;
}

/** Whoever needs a line of the source reads the file itself. */
const SOURCE_MAP = /\n\/\/# sourceMappingURL=[^\n]*/;

const IS_NO_COMMONJS = /^(?:import|export)\b/m;
