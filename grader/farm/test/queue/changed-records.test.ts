import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { MISTAKES_FILE, writeMistakes } from '../../../diagnosis';
import { courseCopies } from '../../../test/support/course';
import { holdCourse, holdsWork, queueOfCourse } from '../../worker/course';

describe('jobs of a course of which a record of a mistake changes', () => {
  const tiny = path.join(courseCopies()(), 'tiny');
  const courseWith = (name: string) => {
    const says = { en: name, 'pt-BR': name };
    const record = { id: 'adds-one', question: 'double', says, look: says, tests: {} };
    fs.writeFileSync(path.join(tiny, MISTAKES_FILE), writeMistakes([record]));
    return holdCourse(loadAssignment(tiny), { sandbox: 'process', device: 'cpu' });
  };

  it('are no longer those of a worker that holds the old one, whose diagnoses are', () => {
    const [before, same, after] = [courseWith('Adds one.'), courseWith('Adds one.'), courseWith('Other.')];
    const asked = { ...after.work, submission: 'a'.repeat(64) };
    expect([before, same, after].map((course) => holdsWork(course, asked))).to.deep.equal([
      false,
      false,
      true,
    ]);
    expect(queueOfCourse(same, 'term')).to.equal(queueOfCourse(before, 'term'));
    expect(queueOfCourse(after, 'term')).not.to.equal(queueOfCourse(before, 'term'));
  });
});
