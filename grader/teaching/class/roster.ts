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
  section: string;
  /** Hours after the deadline, when the roster has a column for it. */
  lateHours: number | null;
}

type TextField = Exclude<keyof Student, 'lateHours'>;

/** Column titles as the platforms write them, lower case, English and Portuguese. */
const COLUMNS: Record<Exclude<keyof Student, 'id'>, readonly string[]> = {
  name: ['name', 'full name', 'student', 'student name', 'nome', 'nome completo', 'aluno', 'estudante'],
  email: ['email', 'e-mail', 'email address', 'endereço de email', 'endereço de e-mail'],
  username: ['username', 'login', 'sis login id', 'nome de usuário', 'nome de utilizador', 'github'],
  idNumber: [
    'id number',
    'id_number',
    'sid',
    'student id',
    'sis user id',
    'número de identificação',
    'matrícula',
  ],
  canvasId: ['canvas_id', 'canvas id'],
  moodleId: ['moodle_id', 'moodle id', 'identifier', 'identificador'],
  section: ['section', 'turma', 'group', 'grupo'],
  lateHours: ['late_hours', 'late hours', 'horas de atraso'],
};
const ID_COLUMNS = ['id', 'student_id', 'key'];
const FALLBACK_IDS: readonly TextField[] = ['idNumber', 'username', 'email', 'canvasId', 'moodleId', 'name'];

/**
 * Reads a class list. Canvas' gradebook export, Moodle's grading worksheet and Gradescope's roster are understood as
 * they are; so is a file with the columns id, name, email, username, id_number, canvas_id, moodle_id, section and
 * late_hours, all optional as long as each student can be told apart.
 * @throws UsageError naming file, line and what to write
 */
export function parseRoster(text: string, file: string): Student[] {
  const table = parseCsv(text, file);
  const columns = findColumns(table.header);
  const students = table.rows.filter(isPerson).map((row) => readStudent(row, columns, file));
  refuseDuplicates(students, table, file);
  return students;
}

type Columns = Partial<Record<keyof Student | 'firstName' | 'lastName', number>>;

function findColumns(header: readonly string[]): Columns {
  const titles = header.map((title) => title.trim().toLowerCase());
  const isCanvas = titles.includes('sis login id') || titles.includes('sis user id');
  const columns: Columns = {};
  const set = (field: keyof Columns, names: readonly string[]) => {
    const at = titles.findIndex((title) => names.includes(title));
    if (at >= 0) columns[field] = at;
  };
  for (const [field, names] of Object.entries(COLUMNS)) set(field as keyof Student, names);
  set(isCanvas ? 'canvasId' : 'id', ID_COLUMNS);
  set('firstName', ['first name', 'firstname', 'given name']);
  set('lastName', ['last name', 'lastname', 'surname']);
  return columns;
}

/** Canvas puts a row of maximum points and a test student among the people. */
function isPerson({ cells }: CsvRow): boolean {
  const first = cells[0]?.trim().toLowerCase() ?? '';
  return first !== 'points possible' && first !== 'student, test' && cells.some((cell) => cell.trim() !== '');
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
    section: cell('section'),
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

function refuseDuplicates(students: readonly Student[], table: CsvTable, file: string): void {
  const lines = new Map<string, number>();
  const rows = table.rows.filter(isPerson);
  students.forEach(({ id }, index) => {
    const line = rows[index]!.line;
    const earlier = lines.get(id);
    if (earlier !== undefined)
      throw new UsageError(`${file}:${line}: "${id}" is already on line ${earlier}; ids are unique`);
    lines.set(id, line);
  });
}
