/** Processors for which the numbers of system calls are known here. */
export type FilteredArchitecture = 'x64' | 'arm64';

/** A system call that the kernel answers with an error instead of doing it. */
export interface DeniedCall {
  number: Record<FilteredArchitecture, number>;
  /** What the kernel answers. */
  error: number;
  /** Only calls with such an argument; every one without it. */
  when?: ArgumentCondition;
}

/** About the lower half of an argument, counted from 0: all bits of a mask, some of them, at least or just a number. */
export type ArgumentCondition = { argument: number } & (
  { allOf: number } | { anyOf: number } | { atLeast: number } | { equals: number }
);

const EPERM = 1;
/** Libraries that know a call from newer kernels only take an older way then. */
const ENOSYS = 38;

/** MAP_ANONYMOUS with the bit that only MAP_SHARED and MAP_SHARED_VALIDATE have. */
const SHARED_MEMORY = 0x20 | 0x01;
/** All CLONE_NEW... flags. */
const NEW_SPACES = 0x7e020000;
/** Local sockets, the internet's and netlink are below. */
const RARE_SOCKETS = 17;

/** Commands of fcntl that leave something with a file: locks (also of an open file), leases, signals about it, hints. */
const FILE_WORDS = [5, 6, 7, 36, 37, 38, 1024, 1025, 1026, 1035, 1036, 1037, 1038];
/** arm64 has no such call. */
const NONE = 0xffff;

/**
 * What a sandbox may not ask of the kernel. Node needs none of it; what is left out here is held by a space of its
 * own, by a limit or by missing rights.
 */
export const DENIED_CALLS: readonly DeniedCall[] = [
  // Keyrings have no space: what one submission leaves there, the next one reads.
  denied('add_key', 248, 217),
  denied('request_key', 249, 218),
  denied('keyctl', 250, 219),

  // Memory that is in no process's resident size once it is not mapped, so that the watcher does not see it.
  { ...denied('memfd_create', 319, 279), error: ENOSYS },
  { ...denied('memfd_secret', 447, 447), error: ENOSYS },
  denied('shmget', 29, 194),
  denied('msgget', 68, 186),
  denied('semget', 64, 190),
  { ...denied('mmap', 9, 222), when: { argument: 3, allOf: SHARED_MEMORY } },

  // A network space does not hold AF_VSOCK, the way to a virtual machine's host; the others are holes waiting.
  { ...denied('socket', 41, 198), when: { argument: 0, atLeast: RARE_SOCKETS } },

  // Large interfaces that holes in the kernel are often found in.
  { ...denied('io_uring_setup', 425, 425), error: ENOSYS },
  { ...denied('io_uring_enter', 426, 426), error: ENOSYS },
  { ...denied('io_uring_register', 427, 427), error: ENOSYS },
  denied('bpf', 321, 280),
  denied('userfaultfd', 323, 282),
  denied('perf_event_open', 298, 241),

  // What the kernel keeps with a file lies with all who see the file: two sandboxes that are shown the same folder could
  // talk through it. Libraries that lock or watch get an answer as from a file system that has no such thing.
  { ...denied('flock', 73, 32), error: ENOSYS },
  ...FILE_WORDS.map((command) => ({
    ...denied('fcntl', 72, 25),
    error: ENOSYS,
    when: { argument: 1, equals: command },
  })),
  { ...denied('inotify_init', 253, NONE), error: ENOSYS },
  { ...denied('inotify_init1', 294, 26), error: ENOSYS },
  { ...denied('inotify_add_watch', 254, 27), error: ENOSYS },
  { ...denied('fanotify_init', 300, 262), error: ENOSYS },
  { ...denied('fanotify_mark', 301, 263), error: ENOSYS },
  // Contexts are counted for the whole machine, and that they are used up can be seen.
  { ...denied('io_setup', 206, 0), error: ENOSYS },
  { ...denied('io_submit', 209, 2), error: ENOSYS },

  denied('ptrace', 101, 117),
  denied('process_vm_readv', 310, 270),
  denied('process_vm_writev', 311, 271),

  // Spaces of its own, in which it would have rights. The flags of clone3 lie in memory, where a filter cannot look.
  denied('unshare', 272, 97),
  denied('setns', 308, 268),
  { ...denied('clone', 56, 220), when: { argument: 0, anyOf: NEW_SPACES } },
  { ...denied('clone3', 435, 435), error: ENOSYS },
  denied('mount', 165, 40),
  denied('umount2', 166, 39),
  denied('pivot_root', 155, 41),
  denied('open_tree', 428, 428),
  denied('move_mount', 429, 429),
  denied('fsopen', 430, 430),
  denied('fsconfig', 431, 431),
  denied('fsmount', 432, 432),
  denied('fspick', 433, 433),
  denied('mount_setattr', 442, 442),
];

/** The name is for readers: the kernel knows numbers only. */
function denied(_name: string, x64: number, arm64: number): DeniedCall {
  return { number: { x64, arm64 }, error: EPERM };
}
