import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { Assignment } from '../../assignment/assignment';
import { gradeOne } from '../../teaching/class/grade-one';
import { ResultsStore } from '../../teaching/class/results-store';
import type { Report, SandboxMode } from '../../report/report';
import { gradeFolder } from '../support/grade-folder';
import type { Attack } from './attack';
import { PREPARATIONS, type Prepared } from './preparations';

export interface AttackResult {
  /** Null when the submission could not even be read. */
  report: Report | null;
  /** What happened outside the report that must not have. */
  breach: string | null;
}

/** Grades a hostile submission under short limits, from a copy that is removed afterwards. */
export async function runAttack(attack: Attack, mode: SandboxMode): Promise<AttackResult> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-attack-')));
  const folder = path.join(root, 'submission');
  fs.mkdirSync(folder);
  fs.cpSync(attack.folder, folder, { recursive: true, filter: (file) => !file.endsWith('attack.yaml') });
  let prepared: Prepared = {};
  try {
    prepared = (await PREPARATIONS[attack.spec.prepare ?? '']?.(folder)) ?? {};
    const report = await grade(attack, { folder, mode, prepared });
    return { report, breach: prepared.breach?.() ?? null };
  } finally {
    prepared.clean?.();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const DEVICE = 'wasm';

async function grade(
  attack: Attack,
  run: { folder: string; mode: SandboxMode; prepared: Prepared },
): Promise<Report | null> {
  const assignment = hurried(attack);
  const common = { assignment, device: DEVICE, sandbox: run.mode, typeCheck: false };
  const { archive } = run.prepared;
  if (archive === undefined) return gradeFolder({ ...common, submission: run.folder, name: attack.name });
  const store = new ResultsStore(path.join(run.folder, 'results'));
  const uploads = [{ path: archive, name: path.basename(archive), kind: 'tar' as const }];
  return (await gradeOne({ uploads }, { ...common, store, seed: 1, force: true, retry: false })).report;
}

/** The assignment with short limits and only the questions that the attack is about. */
function hurried({ spec }: Attack): Assignment {
  const hidden = spec.hidden ? path.join(__dirname, 'hidden') : undefined;
  const assignment = loadAssignment(spec.assignment, { hidden });
  const limits = { ...assignment.limits, testSeconds: 2, submissionSeconds: 15, ...spec.limits };
  if (spec.assignment === 'cnn') limits.testSeconds = spec.limits?.testSeconds ?? 8;
  const questions = assignment.questions
    .filter(({ id }) => spec.questions?.includes(id) ?? true)
    .map((question) => ({
      ...question,
      parts: question.parts.map((part) => ({
        ...part,
        tests: part.tests.map((test) => ({ ...test, timeoutSeconds: limits.testSeconds })),
      })),
    }));
  return { ...assignment, limits, questions };
}
