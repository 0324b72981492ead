import type { Strings } from './i18n';
import type { TensorDifference, TestReport } from '../report/report';
import { oneLine } from '../report/text';
import { WITHHELD_TESTS_ID } from '../report/visibility';

/** Points as people write them: at most two decimals, none that are zero, the language's decimal sign. */
export function formatPoints(points: number, strings: Strings): string {
  return formatDecimal(points, 2, strings);
}

/** A number with at most `digits` decimals, none of them a trailing zero. Not a number stays `NaN`. */
export function formatDecimal(value: number, digits: number, strings: Strings): string {
  const rounded = Number(value.toFixed(digits));
  return String(rounded === 0 ? 0 : rounded).replace('.', strings.decimalSeparator);
}

/** A share of one as per cent, with at most one decimal. */
export function formatPercent(share: number, strings: Strings): string {
  return `${formatDecimal(share * 100, 1, strings)}%`;
}

/** A measured number with three significant digits: `0.0123`, `1.2e-7`, `NaN`. */
export function formatMeasure(value: number, strings: Strings): string {
  return String(Number(value.toPrecision(3))).replace('.', strings.decimalSeparator);
}

/** A number of a tensor with three significant digits, in every language as code writes it: `0.0123`. */
export function formatValue(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A shape or an index as code writes it: `[1, 64, 56, 56]`. */
function formatIndices(indices: readonly number[]): string {
  return `[${indices.join(', ')}]`;
}

/** How far off a tensor was, in one phrase. */
export function formatDifference({ largest, at, shape }: TensorDifference, strings: Strings): string {
  const where = strings.largestDifference(formatValue(largest), formatIndices(at));
  return `${where} ${strings.ofTensor(formatIndices(shape))}`;
}

/** A moment as a date and a time in UTC; what is not a date is shown as it is. */
export function formatMoment(iso: string, strings: Strings): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return oneLine(iso, 40);
  const month = strings.months[moment.getUTCMonth()] ?? '';
  const date = strings.date(moment.getUTCDate(), month, moment.getUTCFullYear());
  return `${date}, ${moment.toISOString().slice(11, 16)} UTC`;
}

/** How long something took: `350 ms`, `4.2 s`, `12 min 5 s`. */
export function formatDuration(milliseconds: number, strings: Strings): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${formatDecimal(milliseconds / 1000, 1, strings)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What a test is called in a report: its title, or what stands for the tests a student may not see. */
export function titleOf(test: TestReport, strings: Strings): string {
  return test.id === WITHHELD_TESTS_ID ? strings.hiddenTests : oneLine(test.title);
}
