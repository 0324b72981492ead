import { UsageError } from '@boletim/grader/errors';
import { readMoment, type DatedSpec } from '../class';

/**
 * The dates of an assignment, with another deadline where the command line says one.
 * @param due such as `2026-12-04 23:59`, with a zone of its own where the assignment has none
 * @throws UsageError for what is no moment
 */
export function datesWith(spec: DatedSpec, due: string | undefined): DatedSpec {
  if (due === undefined) return spec;
  const [, named, offset] = /(?:\[([\w/+-]+)\]|(Z|UTC|[+-]\d\d:?\d\d))$/.exec(due.trim()) ?? [];
  const zone = named ?? spec.timeZone ?? (offset === 'Z' ? 'UTC' : offset);
  if (zone === undefined)
    throw new UsageError(
      `--due needs a time zone: "${due} [America/Sao_Paulo]", or timeZone in assignment.yaml.`,
    );
  if (readMoment(due, { zone, unclear: 'later' }) === null)
    throw new UsageError(
      `--due "${due}" is no day with an hour; write year, month and day like 2026-12-04 23:59.`,
    );
  // A cutoff at a certain day belongs to the assignment's own deadline.
  const cutoff = spec.cutoff?.trim().startsWith('+') ? spec.cutoff : undefined;
  return { id: spec.id, timeZone: zone, due, cutoff };
}
