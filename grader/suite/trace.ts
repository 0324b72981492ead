import { sameSketch, sketchOf, type Sketch } from './sketch';
import type { Text } from '../report/languages';

/** What a right computation gives at one place on its way: its shape, and a sketch from which it cannot be told. */
export interface TracePoint {
  shape: readonly number[];
  sketch: Sketch;
}

/** What a right computation gives at each place on its way, by the places' names, in their order. */
export type Trace = Readonly<Record<string, TracePoint>>;

/** Where a computation first went wrong. */
export interface TraceDifference {
  /** The last place that is right; null when none is. */
  agrees: string | null;
  differs: string;
  /** What is special about that place. */
  about: Text | null;
}

export interface TraceToFollow {
  /**
   * Gives by place `{ shape, data }`, as student code computed it: nothing about its form is certain. It is asked only
   * when a comparison has failed, since a trace is many times its result.
   */
  seen(): Promise<unknown>;
  right: Trace;
  about?: Readonly<Record<string, Text>>;
}

/** Finds the first place where a computation differs from the right one; null when all agree. */
export async function firstDifference(trace: TraceToFollow): Promise<TraceDifference | null> {
  const { right, about = {} } = trace;
  const seen = await trace.seen();
  let agrees: string | null = null;
  for (const [name, point] of Object.entries(right)) {
    if (!isAt(seen, name, point)) return { agrees, differs: name, about: about[name] ?? null };
    agrees = name;
  }
  return null;
}

function isAt(seen: unknown, name: string, { shape, sketch }: TracePoint): boolean {
  if (typeof seen !== 'object' || seen === null || !Object.hasOwn(seen, name)) return false;
  const part = (seen as Record<string, unknown>)[name];
  const { shape: found, data } = (part ?? {}) as { shape?: unknown; data?: unknown };
  return (
    data instanceof Float32Array && String(found) === String(shape) && sameSketch(sketchOf(data), sketch)
  );
}
