import { expect } from 'chai';
import path from 'node:path';
import { importReviews } from '../../review/import-csv';
import { openDesk } from '../../review/serve';
import { readReviews } from '../../../teaching/class/reviews';
import { classFolder, QUESTIONS } from './class-folder';
import { classOf } from './desk-server';

describe('a table of reviews', () => {
  const TABLE = `student,question,item,comment,points
student-000,essay,clear,Well said.,
student-000,mean,2,"Why 2, and not the length?",
student-000,mean,,Off by a factor.,-0.5
student-001,essay,,,1
`;
  const importInto = async (table: string, times = 1) => {
    const { out, assignment } = await classFolder(classOf(2));
    const reviews = path.join(out, 'reviews');
    const options = { out, assignment, reviews, reviewer: 'bia', lang: 'en' as const, blind: false };
    let imported = { written: 0, refused: [] as string[] };
    for (let time = 0; time < times; time += 1)
      imported = await importReviews(openDesk(options), table, 'comments.csv');
    const questions = QUESTIONS.map(({ id, manual = false, rubric }) => ({ id, manual, rubric }));
    return { ...imported, reviews: readReviews(reviews, questions) };
  };

  it('is written into reviews, and twice the same', async () => {
    const once = await importInto(TABLE);
    expect([once.written, once.refused]).to.deep.equal([4, []]);
    const { essay, mean } = once.reviews.get('student-000')!.questions;
    expect(essay).to.deep.include({ items: ['clear'], comment: 'Well said.', by: 'bia' });
    expect(mean).to.deep.include({ comment: 'Off by a factor.', points: -0.5 });
    expect(mean?.lines?.[0]).to.deep.include({ line: 2, comment: 'Why 2, and not the length?' });
    expect(once.reviews.get('student-001')?.questions.essay?.points).to.equal(1);
    const twice = await importInto(TABLE, 2);
    expect(twice.reviews.get('student-000')?.questions.mean?.comment).to.equal('Off by a factor.');
    expect(twice.reviews.get('student-000')?.questions.mean?.lines).to.have.length(1);
  });

  it('adds a comment to what is there, also where its words are part of it', async () => {
    const { reviews } = await importInto(
      'student,question,item,comment\nstudent-000,mean,,not good\nstudent-000,mean,,good\nSTUDENT-001,mean,,x\n',
    );
    expect(reviews.get('student-000')?.questions.mean?.comment).to.equal('not good\n\ngood');
    expect(reviews.get('student-001')?.questions.mean?.comment).to.equal('x');
  });

  it('answers requests, by their words where there are several', async () => {
    const requests = ['one', 'two'].map((why) => ({ question: 'mean', why }));
    const { out, assignment } = await classFolder([{ ...classOf(1)[0]!, requests }]);
    const reviews = path.join(out, 'reviews');
    const desk = openDesk({ out, assignment, reviews, reviewer: 'bia', lang: 'en', blind: false });
    const table =
      'student,question,item,comment,why,reply\nstudent-000,mean,,,,Which?\nstudent-000,mean,,,two,Yes.\n';
    const { refused } = await importReviews(desk, table, 'replies.csv');
    expect(refused).to.have.length(1);
    expect(refused[0]).to.match(/replies\.csv:2: the student asks more than once/);
    const entry = await desk.entry((await desk.class()).students[0]!, (await desk.question('mean'))!);
    expect(entry.requests.map(({ reply }) => reply)).to.deep.equal([null, 'Yes.']);
  });

  const refusals: [row: string, reason: RegExp][] = [
    ['nobody,mean,,x,', /comments\.csv:2: no student is called "nobody"/],
    ['student-000,maen,,x,', /there is no question "maen"/],
    ['student-000,essay,great,x,', /has no item "great"/],
    ['student-000,essay,,x,much', /"much" is no number/],
    ['student-000,essay,,x,9', /from -2 to 2/],
    ['student-000,mean,,,1', /want a comment that says why/],
    ['student-000,mean,9,x,', /the answer has 3 lines, and none is 9/],
    ['student-000,mean,0,x,', /none is 0/],
    ['student-000,mean,2,,', /a line wants a comment/],
    ['student-000,mean,,,', /the row says nothing/],
  ];
  for (const [row, reason] of refusals) {
    it(`names the row that cannot be written: ${row}`, async () => {
      const { refused } = await importInto(`student,question,item,comment,points\n${row}\n`);
      expect(refused[0]).to.match(reason);
    });
  }
});
