import { writeZip } from '@boletim/teaching/class';
import type { Channel, Delivery } from '../channel';

/**
 * Moodle's "Upload multiple feedback files in a zip". Moodle takes a file's name apart at underscores: a person for
 * people to read, the participant's number, the plugin, and what the file is called then. A flat name is understood
 * by every version; a folder for each student only by newer ones.
 */
export const moodle: Channel = {
  addressOf: ({ moodleId }) => (/^\d+$/.test(moodleId) ? moodleId : null),
  noAddress: "neither the roster nor the submission has Moodle's participant number",
  async filesOf(deliveries) {
    return new Map([['feedback.zip', await writeZip(new Map(deliveries.map(entryOf)))]]);
  },
  advice: 'In Moodle: the assignment, Submissions, Actions, "Upload multiple feedback files in a zip".',
};

function entryOf({ letter, address }: Delivery): [string, Buffer] {
  const { row, page, text } = letter;
  const file = page === null ? 'report.txt' : 'report.html';
  return [
    `${safeName(row.name || row.id)}_${address}_assignsubmission_file_${file}`,
    Buffer.from(page ?? text),
  ];
}

/** No underscore, which would shift the number; no path; not hidden; nothing that Windows refuses. */
function safeName(name: string): string {
  const plain = name.replace(/[\p{C}_<>:"/\\|?*]+/gu, ' ').replace(/^[\s.~]+/, '');
  return [...plain].slice(0, 60).join('').trim() || 'student';
}
