import path from 'node:path';
import { checkAssignment, type CheckResult } from '../../check/check-assignment';
import { displayPath } from '../../../system/paths';

/** Checks the assignment of a course that a test has made. */
export async function check(folder: string): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const options = { sandbox: 'process', device: 'auto', solution: path.join(folder, 'solution') } as const;
  for await (const result of checkAssignment(path.join(folder, 'tiny'), options)) results.push(result);
  return results;
}

/** The problems by check, with the folder taken out of their paths. */
export async function problemsOf(folder: string): Promise<Record<string, string[]>> {
  const results = await check(folder);
  const shown = ({ name, problems }: CheckResult) => [
    name,
    problems.map((problem) => problem.replaceAll(`${displayPath(folder)}/`, '')),
  ];
  return Object.fromEntries(results.filter(({ problems }) => problems.length > 0).map(shown));
}
