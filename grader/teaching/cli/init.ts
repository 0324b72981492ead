import { Option, type Command } from 'commander';
import { COURSE } from '@boletim/grader/system';

const template = () =>
  new Option('--template <name>', 'what the assignment begins as')
    .choices(['functions', 'tensors'])
    .default('functions');

/** `boletim init`: a course that works. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('write a course that works: npm install, npm run grade, npm test')
    .argument('<dir>', 'a new folder')
    .addOption(template())
    .action(async (folder: string, flags: { template: 'functions' | 'tensors' }) => {
      const { initCourse } = await import('../init/index.ts');
      const files = initCourse({ folder, ...flags });
      process.stdout.write(
        `${files.length} files in ${folder}. Next:\n  cd ${folder}\n  npm install\n  npm test\n`,
      );
    });
}

/** `boletim new`: another assignment of this course. */
export function addNewCommand(program: Command): void {
  program
    .command('new')
    .description('add an assignment that passes check at once: stub, suites, solution, mutant, handout')
    .argument('<id>', "its id, which is its folder's name")
    .addOption(template())
    .action(async (id: string, flags: { template: 'functions' | 'tensors' }) => {
      const { newAssignment } = await import('../init/index.ts');
      const files = newAssignment({ course: COURSE, id, ...flags });
      process.stdout.write(`${files.join('\n')}\nNext: npm run check -- ${id}\n`);
    });
}
