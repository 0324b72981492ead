import { TaskPool } from './task-pool';

/**
 * Processes for what others wrote: it is unpacked, parsed, compiled and type-checked there, and never run. A few bytes
 * of an archive or a text can keep a reader busy for years, or need more memory than there is; this is five times what
 * the compiler has needed for the largest lab.
 */
export const TEXT_PROCESSES = new TaskPool({ memoryMegabytes: 1024, snapshot: 'texts' });
