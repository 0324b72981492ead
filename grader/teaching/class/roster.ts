import { UsageError } from '@boletim/grader/errors';
import { parseCsv, type CsvRow, type CsvTable } from './csv';

/** One person of the class. Empty text where the roster does not say. */
export interface Student {
  /** Names the student in commands, output folders and reviews; unique in a class. */
  id: string;
  name: string;
  email: string;
  username: string;
  /** The institution's number: Moodle's ID number, Canvas' SIS user ID, Gradescope's SID. */
  idNumber: string;
  /** Canvas' own number. */
  canvasId: string;
  /** Moodle's number in worksheets and downloads: "Participant 12345". */
  moodleId: string;
  /** Canvas' name for a student who stays anonymous in one assignment: anon_x7YpQ. */
  anonymousId: string;
  section: string;
  /** The group that hands in together; empty for individual work. */
  group: string;
  /** When something was handed in, as the text says it; Moodle's worksheet does. */
  handedIn: string;
  /** The address of the git repository that holds the work. */
  repository: string;
  /** Hours after the deadline, when the roster has a column for it. */
  lateHours: number | null;
}

/** A student of whom nothing is known. */
export const NOBODY: Student = {
  id: '',
  name: '',
  email: '',
  username: '',
  idNumber: '',
  canvasId: '',
  moodleId: '',
  anonymousId: '',
  section: '',
  group: '',
  handedIn: '',
  repository: '',
  lateHours: null,
};

type TextField = Exclude<keyof Student, 'lateHours'>;

/** Column titles as the platforms write them, lower case, English and Portuguese. */
const COLUMNS: Record<Exclude<keyof Student, 'id'>, readonly string[]> = {
  name: ['name', 'full name', 'student', 'student name', 'nome', 'nome completo', 'aluno', 'estudante'],
  email: ['email', 'e-mail', 'email address', 'endereço de email', 'endereço de e-mail'],
  username: [
    ...['username', 'login', 'sis login id', 'login_id', 'nome de usuário', 'nome de utilizador'],
    ...['github', 'github_username'],
  ],
  idNumber: [
    'id number',
    'id_number',
    'sid',
    'student id',
    'sis user id',
    'user_id',
    'número de identificação',
    'matrícula',
  ],
  canvasId: ['canvas_id', 'canvas id', 'canvas_user_id'],
  moodleId: ['moodle_id', 'moodle id', 'identifier', 'identificador'],
  anonymousId: ['anonymous_id', 'anonymous id'],
  section: ['section', 'sections', 'turma', 'seção'],
  group: ['group', 'group_name', 'group name', 'grupo', 'nome do grupo', 'team', 'equipe'],
  handedIn: [
    ...['handed_in', 'handed in', 'last modified (submission)', 'entregue em'],
    ...['última modificação (envio)', 'última modificação (trabalho)'],
  ],
  repository: [
    ...['repository', 'repo', 'repository_url', 'repository url', 'student_repository_url', 'git', 'git_url'],
    ...['clone_url', 'repositório', 'repositório git', 'url do repositório'],
  ],
  lateHours: ['late_hours', 'late hours', 'horas de atraso'],
};
const ID_COLUMNS = ['id', 'student_id', 'key'];
const FALLBACK_IDS: readonly TextField[] = ['idNumber', 'username', 'email', 'canvasId', 'moodleId', 'name'];

/** Moodle in Portuguese calls the first name Nome, which alone is the whole one. */
const FIRST_NAMES = ['first name', 'firstname', 'given name', 'nome', 'nome próprio'];
const LAST_NAMES = ['last name', 'lastname', 'surname', 'sobrenome', 'apelido', 'apelidos'];

/**
 * Reads a class list. Canvas' gradebook export, Moodle's grading worksheet, Gradescope's and GitHub Classroom's roster
 * are understood as they are; so is a file with the columns id, name, email, username, id_number, canvas_id,
 * anonymous_id, moodle_id, section, group, handed_in, repository and late_hours, all optional as long as each student can
 * be told apart.
 * @throws UsageError naming file, line and what to write
 */
export function parseRoster(text: string, file: string): Student[] {
  const table = parseCsv(text, file);
  const rows = peopleOf(table);
  for (const row of rows) refuseShifted(row, table, file);
  const columns = findColumns(table.header);
  const students = rows.map((row) => readStudent(row, columns, file));
  refuseDuplicates(students, rows, file);
  return students;
}

type Columns = Partial<Record<keyof Student | 'firstName' | 'lastName', number>>;

function findColumns(header: readonly string[]): Columns {
  const titles = header.map((title) => title.trim().toLowerCase());
  const columns: Columns = {};
  const set = (field: keyof Columns, names: readonly string[]) => {
    const at = titles.findIndex((title) => names.includes(title));
    if (at >= 0) columns[field] = at;
  };
  for (const [field, names] of Object.entries(COLUMNS)) set(field as keyof Student, names);
  set(isCanvas(titles) ? 'canvasId' : 'id', ID_COLUMNS);
  set('lastName', LAST_NAMES);
  if (columns.lastName !== undefined) {
    set('firstName', FIRST_NAMES);
    if (columns.name === columns.firstName) delete columns.name;
  }
  // GitHub Classroom's "identifier" is what the teacher called the student, not Moodle's participant.
  if (titles.includes('github_username')) {
    delete columns.moodleId;
    set('id', ['identifier', 'roster_identifier']);
  }
  return columns;
}

function isCanvas(titles: readonly string[]): boolean {
  return titles.includes('sis login id') || titles.includes('sis user id');
}

/** Canvas puts a row of maximum points, one of posting policies and a test student among the people. */
function peopleOf({ header, rows }: CsvTable): CsvRow[] {
  const titles = header.map((title) => title.toLowerCase());
  const canvas = isCanvas(titles);
  const identity = titles.map((title) => CANVAS_IDENTITY.includes(title));
  return rows.filter(({ cells }) => {
    const first = (cells[0] ?? '')
      .trim()
      .toLowerCase()
      .split(',')
      .map((part) => part.trim())
      .join(', ');
    if (NOT_PEOPLE.includes(first)) return false;
    return cells.some((cell, at) => cell.trim() !== '' && (!canvas || identity[at]));
  });
}

const CANVAS_IDENTITY = ['student', 'aluno', 'estudante', 'id', 'sis user id', 'sis login id'];
const NOT_PEOPLE = [
  ...['points possible', 'pontos possíveis', 'student, test', 'test, student', 'test student'],
  ...['estudante, teste', 'aluno, teste', 'manual posting', 'muted'],
];

/** A comma in a name without quotes moves everything behind it into the wrong column. */
function refuseShifted({ cells, line }: CsvRow, { header }: CsvTable, file: string): void {
  if (cells.slice(header.length).every((cell) => cell.trim() === '')) return;
  throw new UsageError(
    `${file}:${line}: ${cells.length} cells, and the header has ${header.length}; put quotes around a text with a comma in it`,
  );
}

function readStudent(row: CsvRow, columns: Columns, file: string): Student {
  const cell = (field: keyof Columns) =>
    columns[field] === undefined ? '' : (row.cells[columns[field]] ?? '').trim();
  const student: Student = {
    id: cell('id'),
    name: cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim(),
    email: cell('email'),
    username: cell('username'),
    idNumber: cell('idNumber'),
    canvasId: cell('canvasId'),
    moodleId: cell('moodleId').replace(/^\D+/, ''),
    anonymousId: cell('anonymousId').replace(/^(?!anon_)(?=.)/, 'anon_'),
    section: cell('section'),
    group: cell('group'),
    handedIn: cell('handedIn'),
    repository: cell('repository'),
    lateHours: readHours(cell('lateHours'), `${file}:${row.line}`),
  };
  student.id ||= FALLBACK_IDS.map((field) => student[field]).find((value) => value !== '') ?? '';
  if (student.id !== '') return student;
  throw new UsageError(
    `${file}:${row.line}: nothing tells this student apart; give an id, a name or an email`,
  );
}

function readHours(text: string, where: string): number | null {
  if (text === '') return null;
  const hours = Number(text.replace(',', '.'));
  if (Number.isFinite(hours) && hours >= 0) return hours;
  throw new UsageError(`${where}: late hours must be a number of hours like 26.5, got "${text}"`);
}

function refuseDuplicates(students: readonly Student[], rows: readonly CsvRow[], file: string): void {
  const lines = new Map<string, number>();
  students.forEach(({ id }, index) => {
    const line = rows[index]!.line;
    const earlier = lines.get(id);
    if (earlier !== undefined)
      throw new UsageError(`${file}:${line}: "${id}" is already on line ${earlier}; ids are unique`);
    lines.set(id, line);
  });
}
