import { formatDifference } from './format';
import type { Strings } from './i18n';
import type { TestReport } from '../report/report';
import { oneLine, plainText } from '../report/text';

/** What there is to say about a test, as plain lines of text: the message, expected and got, how far off, a hint. */
export function explainTest(test: TestReport, strings: Strings): string {
  const lines = [
    test.message === null ? strings.status[test.status] : plainText(test.message, 5000),
    labelled(strings.expected, test.expected),
    labelled(strings.actual, test.actual),
    labelled(strings.difference, test.difference && formatDifference(test.difference, strings)),
    labelled(strings.hint, test.hint),
    labelled(strings.where, test.location && oneLine(test.location)),
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function labelled(label: string, text: string | null): string | null {
  return text === null || text === '' ? null : `${label}: ${plainText(text, 2000)}`;
}
