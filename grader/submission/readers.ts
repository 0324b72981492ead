import { TaskPool } from '../system/task-pool';

/**
 * Processes that read what students hand in: a few bytes of an archive or a text can keep a reader busy for years, or
 * unpack to more than there is memory.
 */
export const READERS = new TaskPool({ memoryMegabytes: 512 });
