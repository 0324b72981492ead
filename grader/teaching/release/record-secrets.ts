import fs from 'node:fs';
import path from 'node:path';
import { MISTAKES_FILE, parseMistakes, type MistakeRecord } from '@boletim/grader/diagnosis';
import { sameSketch, sketchOf, type Sketch } from '@boletim/grader/suites';
import { filesBelow } from '@boletim/grader/system';
import { PlainTensor, reviveTensors } from '@boletim/grader/wire';

/**
 * What records of mistakes must not tell students: anything that a hidden test saw or expects, and a line of the
 * solution. That they are sketches and digests, and no answers, their form proves.
 * @param essence a text as it is compared, without white space
 */
export function findSecretsOfRecords(
  root: string,
  files: ReadonlyMap<string, Buffer>,
  essence: (text: string) => string,
): string[] {
  return [...files].flatMap(([file, bytes]) => {
    const [, id] = /^assignments\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
    if (id === undefined || path.posix.basename(file) !== MISTAKES_FILE) return [];
    const solution = path.join(root, 'solutions', id);
    try {
      const records = parseMistakes(bytes.toString('utf8'));
      return [
        ...testsThatAreHidden(records, path.join(solution, 'suites', MISTAKES_FILE)),
        ...answersThatAreHidden(records, path.join(solution, 'suites', 'expected')),
        ...linesOfTheSolution(records, path.join(solution, 'src'), essence),
      ].map((problem) => `${file}: ${problem}`);
    } catch {
      return [`${file} holds more than sketches and digests; run: npm run boletim -- mistakes ${id}`];
    }
  });
}

function testsThatAreHidden(records: readonly MistakeRecord[], hiddenFile: string): string[] {
  if (!fs.existsSync(hiddenFile)) return [];
  const hidden = new Set(parseMistakes(fs.readFileSync(hiddenFile, 'utf8')).flatMap(testsOf));
  return [...new Set(records.flatMap(testsOf))]
    .filter((test) => hidden.has(test))
    .map((test) => `it tells what the hidden test ${test} saw`);
}

function testsOf({ question, tests }: MistakeRecord): string[] {
  return Object.keys(tests).map((test) => `${question}/${test}`);
}

function answersThatAreHidden(records: readonly MistakeRecord[], folder: string): string[] {
  const answers = filesBelow(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => sketchesIn(file).map((sketch) => ({ file: path.basename(file), sketch })));
  return records.flatMap(({ id, tests }) =>
    Object.entries(tests).flatMap(([test, { sketches }]) =>
      sketches.flatMap((sketch) => {
        const found = answers.find((answer) => sameSketch(answer.sketch, sketch));
        return found ? [`${id} tells of ${test} what the hidden ${found.file} expects`] : [];
      }),
    ),
  );
}

/** The sketches of all tensors and fractions of a fixture. What is zero everywhere says nothing. */
function sketchesIn(file: string): Sketch[] {
  const sketches: Sketch[] = [];
  const pending: unknown[] = [reviveTensors(JSON.parse(fs.readFileSync(file, 'utf8')))];
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (value instanceof PlainTensor) sketches.push(sketchOf(value.data));
    else if (typeof value === 'number' && !Number.isInteger(value)) sketches.push([Math.abs(value), value]);
    else if (typeof value === 'object' && value !== null) pending.push(...Object.values(value));
  }
  return sketches.filter(([norm]) => norm > 0);
}

function linesOfTheSolution(
  records: readonly MistakeRecord[],
  folder: string,
  essence: (text: string) => string,
): string[] {
  const lines = filesBelow(folder)
    .flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'))
    .map((line) => essence(line).replace(/[;{]$/, ''))
    .filter((line) => line.length >= SHORTEST_LINE && !/^(import|export)/.test(line));
  return records.flatMap(({ id, says, look }) => {
    const texts = [says, look].flatMap((text) => Object.values(text)).map(essence);
    const line = lines.find((candidate) => texts.some((text) => text.includes(candidate)));
    return line === undefined ? [] : [`${id} gives away a line of the solution: ${line}`];
  });
}

/** Shorter ones, such as `return x`, say nothing. */
const SHORTEST_LINE = 16;
