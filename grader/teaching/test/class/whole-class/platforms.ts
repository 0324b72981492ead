import { zipOf } from '../support';
import { filesOf, GROUP, packed, PEOPLE, type Files, type Person } from './people';

/** What an instructor has from a platform. */
export interface PlatformDownload {
  /** Files below a folder, or one zip, as downloaded. */
  files: Files;
  /** What to give to boletim below that folder. */
  submissions: string;
  roster: string;
  groups?: string;
  worksheet?: string;
}

const fullName = ({ first, last }: Person) => `${first} ${last}`;
const isInGroup = ({ id }: Person) => GROUP.members.includes(id);

async function eachHandIn(add: (person: Person, files: Files) => Promise<void> | void): Promise<void> {
  for (const person of PEOPLE) {
    const files = filesOf(person);
    if (files) await add(person, files);
  }
}

/** A zip of folders; names decomposed as on a Mac; the group with a participant's number; a typed text beside. */
export async function moodle(): Promise<PlatformDownload> {
  const entries: Files = { '__MACOSX/._x': '' };
  await eachHandIn(async (person, files) => {
    const [name, id] = isInGroup(person) ? [GROUP.name, GROUP.moodle] : [fullName(person), person.moodle];
    const { extension, bytes } = await packed(person, files);
    const prefix = person.id === 'S17' ? 'Turma A-' : '';
    const folder = `${prefix}${name}_${id}_assignsubmission_`.normalize('NFD');
    entries[`${folder}file/my lab.${extension}`] = bytes;
    entries[`${folder}onlinetext/onlinetext.html`] = '<p>done</p>';
  });
  const header =
    'Identificador,Nome completo,Número de identificação,Endereço de email,Grupo,Nota,Nota máxima,Nota pode ser alterada,Última modificação (nota),Comentários de feedback';
  const lines = PEOPLE.map((person) => {
    const group = isInGroup(person) ? GROUP.name : '';
    const locked = person.id === 'S01' ? 'Não' : 'Sim';
    return `Participante ${person.moodle},"${fullName(person)}",${person.id},${person.email},${group},,"10,00",${locked},-,`;
  });
  // The header's line break is not that of the rest.
  const worksheet = `\ufeff${header}\r\n${lines.join('\n')}\n`;
  return {
    files: { 'download.zip': await zipOf(entries) },
    submissions: 'download.zip',
    roster: worksheet,
    worksheet,
  };
}

/** A folder of files; S07 uploaded again, S18 file by file; the group under one member's number. */
export async function canvas(): Promise<PlatformDownload> {
  const files: Files = {};
  let upload = 5000;
  const stem = (person: Person) => {
    const name = isInGroup(person) ? GROUP.name : `${person.last}${person.first}`;
    const late = person.id === 'S15' ? '_LATE' : '';
    return `${name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')}${late}_${person.canvas}`;
  };
  await eachHandIn(async (person, own) => {
    if (person.id === 'S07' || person.id === 'S18') {
      if (person.id === 'S07') files[`${stem(person)}_${(upload += 1)}_mean.ts`] = 'export const old = 1;\n';
      for (const [name, content] of Object.entries(own)) {
        const file = name
          .replace('src/', '')
          .replace('mean.ts', person.id === 'S07' ? 'mean-1.ts' : 'mean.ts');
        files[`${stem(person)}_${(upload += 1)}_${file}`] = content;
      }
      return;
    }
    const { extension, bytes } = await packed(person, own);
    files[`${stem(person)}_${(upload += 1)}_2024_11_lab.${extension}`] = bytes;
  });
  const people = PEOPLE.map(
    ({ first, last, canvas: id, id: sis }) => `"${last}, ${first}",${id},${sis},${sis.toLowerCase()},A,"9,5"`,
  );
  const around = [',,,,,Manual Posting', '    Points Possible,,,,,10'];
  const roster = [
    'Student,ID,SIS User ID,SIS Login ID,Section,Lab (9)',
    ...around,
    ...people,
    '"Student,Test",1,,,A,',
  ];
  const groups = PEOPLE.map(
    (person) =>
      `"${fullName(person)}",${person.canvas},${person.id},A,${isInGroup(person) ? GROUP.name : ''}`,
  );
  return {
    files,
    submissions: '.',
    roster: `${roster.join('\r\n')}\n`,
    groups: `name,canvas_user_id,user_id,sections,group_name\n${groups.join('\n')}\n`,
  };
}

/** The export's own folder in a folder; numbers as texts; S07 twice, the later counts. */
export async function gradescope(): Promise<PlatformDownload> {
  const files: Files = {};
  const metadata: string[] = [];
  let number = 996;
  const add = async (person: Person, own: Files) => {
    const folder = `submission_${(number += 1)}`;
    const { extension, bytes } = await packed(person, own);
    files[`assignment_9_export/${folder}/lab.${extension}`] = bytes;
    const members = isInGroup(person) ? PEOPLE.filter(isInGroup) : [person];
    const submitters = members.map(
      (member) => `  - :name: "${fullName(member)}"\n    :sid: ${member.id}\n    :email: ${member.email}\n`,
    );
    metadata.push(`${folder}:\n  :created_at: 2026-03-01 12:00:00 Z\n  :submitters:\n${submitters.join('')}`);
  };
  await eachHandIn(async (person, own) => {
    if (person.id === 'S07') await add(person, { 'src/mean.ts': 'export const old = 1;\n' });
    await add(person, own);
  });
  files['assignment_9_export/submission_metadata.yml'] = metadata.join('');
  const people = PEOPLE.map(({ first, last, id, email }) => `${first};"${last}";${id};${email}`);
  return {
    files,
    submissions: '.',
    roster: `sep=;\r\nFirst Name;Last Name;SID;Email\n${people.join('\r\n')}\n`,
  };
}

/** Repositories after one prefix; the team's under its name. */
export async function github(): Promise<PlatformDownload> {
  const files: Files = {};
  await eachHandIn((person, own) => {
    const name = isInGroup(person) ? 'equipe-3' : person.github;
    const repository = `lab-2024-${name}${person.id === 'S07' ? '-1' : ''}`;
    for (const [file, content] of Object.entries(own)) files[`${repository}/${file}`] = content;
  });
  const people = PEOPLE.map((person) => `"${person.id}","${person.github}",,"${fullName(person)}"`);
  const groups = GROUP.members.map((id) => `${GROUP.name},${id}`);
  return {
    files,
    submissions: '.',
    roster: `identifier,github_username,github_id,name\r\n${people.join('\n')}\n`,
    groups: `group,id\n${groups.join('\r\n')}\n`,
  };
}
