/** What a worker is asked: to decode a file, and to resize it when there is a size. */
export interface Job {
  id: number;
  file: string;
  size?: readonly [height: number, width: number];
}

/** Its answer. The bytes are handed over, not copied; there are none when no size was asked for. */
export interface Answer {
  id: number;
  pixels?: { width: number; height: number; data?: Uint8Array };
  problem?: string;
}
