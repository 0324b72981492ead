import fs from 'node:fs';
import path from 'node:path';
import { measureLine, type Bench, type Line } from './by-turns';
import { copyWith } from './submissions';

const RUNS = 7;

/**
 * Wall time and peak memory of grading one submission, as a person waits for it: a new process each time. What `npm ci`
 * prepared is there; files that were never seen differ from all before by a comment.
 */
export async function benchGrading({ all, folder }: Bench): Promise<void> {
  for (const line of linesOf(folder)) await measureLine(line, all);
}

function linesOf(folder: string): Line[] {
  const grade = (submission: string) => ['grade', 'cnn', '--submission', submission];
  const solution = (root: string) => path.join(root, 'solutions', 'cnn');
  const fresh = path.join(folder, 'fresh');
  return [
    {
      name: 'grade cnn, the solution, files never seen',
      runs: RUNS,
      prepare: ({ root, name }, run) => {
        fs.rmSync(fresh, { recursive: true, force: true });
        copyWith(solution(root), fresh, { line: `// ${name} ${run} ${process.pid}` });
        return grade(fresh);
      },
    },
    {
      name: 'grade cnn, the same files again',
      runs: RUNS,
      prepare: ({ root }) => grade(solution(root)),
    },
    {
      name: 'grade cnn, stubs',
      runs: RUNS,
      prepare: ({ root }) => grade(path.join(root, 'assignments', 'cnn')),
    },
  ];
}
