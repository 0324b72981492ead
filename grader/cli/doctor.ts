import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { loadAssignment } from '../assignment/load';
import type { Assignment } from '../assignment/assignment';
import type { Diagnosis } from '../assignment/lab';
import { messageOf } from '../errors';
import { PROGRAM } from '../system/paths';
import { isFiltered } from '../sandbox/host/filter-file';
import { probeBwrap } from '../sandbox/host/probe-bwrap';
import { assignmentArgument } from './assignment-argument';

/** `boletim doctor`: what this machine can do, and what to do about the rest. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what this machine can do, and what to do about the rest')
    .addArgument(assignmentArgument())
    .action(async (id: string) => {
      const assignment = loadAssignment(id);
      const diagnoses = [diagnoseNode(), diagnoseSandbox(), ...(await diagnoseLab(assignment))];
      process.stdout.write(`${diagnoses.map(describe).join('\n')}\n`);
    });
}

/** An older Node than ours gets no further than the loader. */
function diagnoseNode(): Diagnosis {
  const reason = `${process.version} on ${process.platform}-${process.arch}.`;
  return { name: 'node', available: true, reason, advice: '' };
}

function diagnoseSandbox(): Diagnosis {
  const probe = probeBwrap();
  if (probe.available) return { name: 'sandbox bwrap', available: true, reason: isolationHere(), advice: '' };
  return {
    name: 'sandbox bwrap',
    available: false,
    reason: `${probe.reason}.`,
    advice: `To isolate: ${probe.advice}.`,
  };
}

function isolationHere(): string {
  return isFiltered(process.arch)
    ? 'Submissions run isolated.'
    : `Submissions run isolated, but on ${process.arch} without a filter of system calls.`;
}

const LAB_MILLISECONDS = 60_000;

async function diagnoseLab(assignment: Assignment): Promise<Diagnosis[]> {
  const parameters = [
    ...['--require', path.join(PROGRAM, 'loader', 'register.js')],
    require.resolve('./diagnose-lab'),
    path.join(assignment.folder, assignment.spec.lab),
  ];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { timeout: LAB_MILLISECONDS });
    // The lab may print; the list comes last.
    return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Diagnosis[];
  } catch (error) {
    const advice = 'Run npm ci again; if that does not help, please report it.';
    return [
      {
        name: `lab ${assignment.spec.id}`,
        available: false,
        reason: `It does not load: ${messageOf(error)}.`,
        advice,
      },
    ];
  }
}

function describe({ name, available, reason, advice }: Diagnosis): string {
  const colors = createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);
  const mark = available ? colors.green('✓') : colors.yellow('-');
  return `${mark} ${name.padEnd(18)} ${reason}${advice ? `\n${' '.repeat(21)}${colors.dim(advice)}` : ''}`;
}
