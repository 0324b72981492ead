import { reporters } from '@boletim/grader/reporters';
import type { Report } from '@boletim/grader/report';
import { type RecordedRow, writeZip } from '@boletim/teaching/class';
import type { Channel, ChannelContext } from '../channel';
import type { Letter } from '../letter';
import { sha256 } from '@boletim/grader/system';

/**
 * Gradescope imports no comments, but it shows what an autograder says. So this is an autograder that grades nothing:
 * it looks up the submission's finished results, review and comments included, and hands them over.
 */
export const gradescope: Channel = {
  addressOf,
  noAddress: "the submission is not from Gradescope's export, and the roster has no e-mail address",
  async filesOf(deliveries, context) {
    const files = new Map<string, Buffer>([
      ['setup.sh', Buffer.from(SETUP)],
      ['run_autograder', Buffer.from(RUN)],
      ['deliver.py', Buffer.from(DELIVER)],
    ]);
    for (const { letter, address } of deliveries)
      files.set(`results/${address}.json`, Buffer.from(resultsOf(letter, context)));
    return new Map([
      ['autograder.zip', await writeZip(files, { executable: ['setup.sh', 'run_autograder'] })],
    ]);
  },
  holdsEverybody: true,
  advice: 'In Gradescope: Configure Autograder, upload it, then "Regrade All Submissions".',
};

/** The number of the submission where the download names it, else the person's e-mail address, unreadable. */
function addressOf({ origin, email }: RecordedRow): string | null {
  const number = /^submission_(\d+)$/.exec(origin ?? '')?.[1];
  if (number !== undefined) return `submission-${number}`;
  const address = email.trim().toLowerCase();
  return address === '' ? null : `email-${sha256(address)}`;
}

/** Gradescope wants a number: without a report what a review gave, and 0 for what does not count. */
function resultsOf({ row, report, text }: Letter, { record: { lang, released } }: ChannelContext): string {
  const { score, afterCutoff } = row.grade;
  const plain = { score, output: text, output_format: 'text', visibility: 'visible' };
  const results = report ? reportResults(report, { lang, audience: 'student', released }) : plain;
  const output = report ? [text, results.output].join('\n').trim() : text;
  return `${JSON.stringify({ ...results, output, ...(afterCutoff !== null && { score: 0 }) }, null, 2)}\n`;
}

function reportResults(
  report: Report,
  options: Parameters<typeof reporters.gradescope>[1],
): { output: string; score?: number } {
  return JSON.parse(reporters.gradescope(report, options)) as { output: string };
}

const SETUP = `#!/usr/bin/env bash
set -euo pipefail
command -v python3 || { apt-get update && apt-get install -y --no-install-recommends python3; }
`;

const RUN = `#!/usr/bin/env bash
set -euo pipefail
root="\${AUTOGRADER_ROOT:-/autograder}"
exec python3 "$root/source/deliver.py" "$root"
`;

/** Looks at the submission's number first; a person's address also fits what was handed in after the export. */
const DELIVER = `import hashlib, json, pathlib, shutil, sys

root = pathlib.Path(sys.argv[1])
metadata = json.loads((root / "submission_metadata.json").read_text(encoding="utf-8"))
emails = [str(user.get("email") or "").strip().lower() for user in metadata.get("users", [])]
names = ["submission-%s" % metadata.get("id")]
names += ["email-" + hashlib.sha256(email.encode()).hexdigest() for email in emails if email]
for name in names:
    found = root / "source" / "results" / (name + ".json")
    if found.exists():
        shutil.copyfile(found, root / "results" / "results.json")
        sys.exit(0)
print("There are no results for this submission: it was not among those that were graded.")
sys.exit(1)
`;
