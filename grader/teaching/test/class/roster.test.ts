import { expect } from 'chai';
import { parseRoster } from '../../class/roster';

describe('the roster', () => {
  const known: [string, string, object][] = [
    [
      'its own columns',
      'id,name,email,canvas_id,moodle_id,section,late_hours\nana,Ana Lima,a@x.edu,88,4711,A,26.5\n',
      {
        id: 'ana',
        name: 'Ana Lima',
        email: 'a@x.edu',
        canvasId: '88',
        moodleId: '4711',
        section: 'A',
        lateHours: 26.5,
      },
    ],
    [
      "Canvas' gradebook export",
      'Student,ID,SIS User ID,SIS Login ID,Section,Lab (9)\n    Points Possible,,,,,10\n"Lima, Ana",88,s1,alima,A,\n',
      { id: 's1', name: 'Lima, Ana', canvasId: '88', idNumber: 's1', username: 'alima', section: 'A' },
    ],
    [
      "Moodle's grading worksheet",
      'Identifier,Full name,ID number,Email address,Grade\nParticipant 4711,Ana Lima,,a@x.edu,\n',
      { id: 'a@x.edu', moodleId: '4711', name: 'Ana Lima' },
    ],
    [
      "Moodle's worksheet in Portuguese",
      'Identificador,Nome completo,Endereço de email,Nota\nParticipante 4711,Ana Lima,a@x.edu,\n',
      { id: 'a@x.edu', moodleId: '4711', name: 'Ana Lima' },
    ],
    [
      "Gradescope's roster",
      'First Name,Last Name,SID,Email\nAna,Lima,s1,a@x.edu\n',
      { id: 's1', name: 'Ana Lima', email: 'a@x.edu' },
    ],
    [
      "Canvas' gradebook with what it puts among the people",
      'Student,ID,SIS User ID,SIS Login ID,Section,Lab (9)\n,,,,,Manual Posting\n    Points Possible,,,,,10\n"Lima, Ana",88,s1,alima,A,"9,5"\n"Student,Test",99,,,A,\n',
      { id: 's1', canvasId: '88' },
    ],
    [
      "Canvas' gradebook with muted columns and semicolons",
      'Student;ID;SIS Login ID;Section;Lab (9)\r\n;;;;Muted\n    Points Possible;;;;10,0\nLima, Ana;88;alima;A;9,5\n',
      { id: 'alima', name: 'Lima, Ana', canvasId: '88' },
    ],
    [
      "Moodle's participants in Portuguese",
      'Nome,Sobrenome,Número de identificação,Endereço de email\nAna,Lima,s1,a@x.edu\n',
      { id: 's1', name: 'Ana Lima', email: 'a@x.edu' },
    ],
    [
      "GitHub Classroom's roster",
      'identifier,github_username,github_id,name\n"a@x.edu","Ana-L",1234,"Ana Lima"\n',
      { id: 'a@x.edu', username: 'Ana-L', moodleId: '', name: 'Ana Lima' },
    ],
    [
      "GitHub Classroom's grades, which name repositories",
      'assignment_name,github_username,roster_identifier,student_repository_name,student_repository_url,submission_timestamp,points_awarded,points_available,group_name\nLab,ana-l,a@x.edu,lab-ana-l,https://github.com/c/lab-ana-l,2026-03-04T20:00:00Z,5,10,Equipe 3\n',
      {
        ...{ id: 'a@x.edu', username: 'ana-l', group: 'Equipe 3', handedIn: '' },
        repository: 'https://github.com/c/lab-ana-l',
      },
    ],
    [
      'names and repositories',
      'student,repository\nana,https://host/x.git\n',
      { id: 'ana', name: 'ana', repository: 'https://host/x.git' },
    ],
    [
      'a column of groups',
      'id,Grupo,turma\nana,Equipe 3,A\n',
      { id: 'ana', group: 'Equipe 3', section: 'A' },
    ],
    ['ids that look like numbers', 'id,id_number\n007,18E1234\n', { id: '007', idNumber: '18E1234' }],
    ['a decimal comma', 'id;late_hours\nana;1,5\n', { lateHours: 1.5 }],
  ];
  for (const [name, text, student] of known) {
    it(`is read from ${name}`, () => {
      const students = parseRoster(text, 'roster.csv');
      expect(students).to.have.length(1);
      expect(students[0]).to.include(student);
    });
  }

  const wrong: [string, string, RegExp][] = [
    ['a student without anything', 'id,section\n,A\n', /roster\.csv:2: nothing tells this student apart/],
    [
      'a comma without quotes',
      'id,name,email\nana,Lima, Ana,a@x.edu\n',
      /roster\.csv:2: 4 cells, and the header has 3; put quotes/,
    ],
    ['an id twice', 'id\nana\nbo\nana\n', /roster\.csv:4: "ana" is already on line 2/],
    [
      'hours that are no number',
      'id,late_hours\nana,a day\n',
      /roster\.csv:2: late hours must be a number.*"a day"/,
    ],
  ];
  for (const [name, text, message] of wrong) {
    it(`is refused with the line: ${name}`, () =>
      expect(() => parseRoster(text, 'roster.csv')).to.throw(message));
  }
});
