import type { Channel } from '../channel';
import { canvas } from './canvas';
import { gradescope } from './gradescope';
import { folder, mbox } from './mail';
import { moodle } from './moodle';

/** Every way to hand results back, by the name that --to gives it. */
export const CHANNELS = { moodle, canvas, gradescope, mbox, folder } satisfies Record<string, Channel>;

export type ChannelName = keyof typeof CHANNELS;
