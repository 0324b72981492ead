import type { Command } from 'commander';
import { assignmentIds, loadAssignment } from '@boletim/grader/assignment';
import { formatPoints } from '../class';
import { terminalLine } from './terminal-line';

/** `boletim autograding`: what GitHub Classroom graded, as questions, or beside an assignment's points. */
export function addAutogradingCommand(program: Command): void {
  program
    .command('autograding')
    .description(
      'read the tests and points of GitHub Classroom: as questions, or beside those of an assignment',
    )
    .argument('<place>', 'a repository of GitHub Classroom, its autograding.json or its classroom.yml')
    .argument('[assignment]', `compare with the points of: ${assignmentIds().join(', ')}`)
    .action(async (place: string, assignment: string | undefined) => {
      const { asQuestions, comparePoints, readAutograding } = await import('../classroom/index.ts');
      const read = readAutograding(place);
      const total = read.tests.reduce((sum, { points }) => sum + points, 0);
      const count = `${read.tests.length} ${read.tests.length === 1 ? 'test' : 'tests'}`;
      const says = `${read.file} has ${count} with ${formatPoints(total)} points.`;
      // What is printed may go into a file as it is.
      if (assignment === undefined) {
        process.stderr.write(terminalLine(says));
        process.stdout.write(asQuestions(read));
        return;
      }
      const lines = [says, ...comparePoints(read, loadAssignment(assignment).spec)];
      for (const line of lines) process.stdout.write(terminalLine(line));
    });
}
