import { TaskPool } from '../system/task-pool';

/** Processes with the TypeScript compiler in them: five times the memory that the largest lab has needed. */
export const COMPILERS = new TaskPool({ memoryMegabytes: 1024 });
