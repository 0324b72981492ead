import inspector from 'node:inspector';

/**
 * Shuts ways into this process that only a debugger needs. Not a wall: bubblewrap is the wall, and has no network. It
 * keeps a submission that runs without one from opening a port for everybody on the machine.
 */
export function closeDoors(): void {
  // With a listener of ours the signal no longer starts the inspector.
  process.on('SIGUSR1', () => {});
  inspector.open = () => {
    throw new Error('the inspector cannot be opened while a submission is graded');
  };
}
