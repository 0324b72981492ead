import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { MISTAKES_FILE, writeMistakes } from '../../diagnosis';
import { assignmentDigest, gradesDigest } from '../../run/assignment-digest';
import { courseCopies } from '../support/course';

describe('the digest of an assignment', () => {
  const course = courseCopies();
  const text = (says: string) => ({ en: says, 'pt-BR': says });
  const recorded = (folder: string, says: string) => {
    const record = { id: 'm', question: 'double', says: text(says), look: text(says), tests: {} };
    fs.writeFileSync(path.join(folder, 'tiny', MISTAKES_FILE), writeMistakes([record]));
    return loadAssignment(path.join(folder, 'tiny'));
  };

  it('is another one when a record of a mistake is, from which reports are made', () => {
    const folder = course();
    const [before, same, after] = ['One.', 'One.', 'Another.'].map((says) =>
      assignmentDigest(recorded(folder, says)),
    );
    expect(before).to.equal(same);
    expect(before).not.to.equal(after);
  });

  it('is the same for grades, which no such record decides', () => {
    const folder = course();
    const [before, after] = ['One.', 'Another.'].map((says) => gradesDigest(recorded(folder, says)));
    expect(before).to.equal(after);
  });
});
