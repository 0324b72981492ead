import { findAll, readXml, type XmlElement } from '../../../test/reporters/read-xml';

/** The place in a repository that a reader opens for one case. */
export interface Opened {
  name: string;
  file: string;
  line: number;
}

/**
 * The rules by which GitHub's actions find a place in a JUnit report. The actions are on no registry, so their rules are
 * stated here anew, as their sources have them:
 * - mikepenz/action-junit-report, src/testParser.ts at 0289ec7: `file` and `line` of the case, taken as they are when
 *   both are there, without a leading `./`;
 * - EnricoMi/publish-unit-test-result-action, python/publish/junit.py at 04dd01d: the same attributes of the case alone,
 *   `line` as a whole number;
 * - dorny/test-reporter, reporter `jest-junit`, src/parsers/jest-junit and src/utils/node-utils.ts at 27dd4e0 and
 *   0a09b8b: the first line of a `failure`'s text that ends in `(file:line:column)` and names a tracked file.
 */
export const READERS: Readonly<Record<string, (xml: string, tracked: ReadonlySet<string>) => Opened[]>> = {
  'mikepenz/action-junit-report': (xml) =>
    casesOf(xml).map(({ attributes }) => ({
      name: attributes['name']!,
      file: attributes['file']!.replace(/^\.\//, ''),
      line: Number.parseInt(attributes['line']!, 10),
    })),
  'EnricoMi/publish-unit-test-result-action': (xml) =>
    casesOf(xml).map(({ attributes }) => ({
      name: attributes['name']!,
      file: attributes['file']!,
      line: Number(attributes['line']),
    })),
  'dorny/test-reporter': (xml, tracked) =>
    casesOf(xml).flatMap((one) => {
      const [failure] = one.children.filter(({ name }) => name === 'failure');
      const frames = (failure?.text ?? '').split(/\r?\n/).map((line) => /\((.*):(\d+):\d+\)$/.exec(line));
      const [frame] = frames.filter((found) => found !== null && tracked.has(found[1]!));
      return frame ? [{ name: one.attributes['name']!, file: frame[1]!, line: Number(frame[2]) }] : [];
    }),
};

function casesOf(xml: string): XmlElement[] {
  return findAll(readXml(xml), 'testcase');
}
