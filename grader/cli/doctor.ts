import path from 'node:path';
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { loadAssignment } from '../assignment/load';
import type { Assignment } from '../assignment/assignment';
import type { Diagnosis } from '../assignment/lab';
import { TaskPool } from '../system/task-pool';
import { probeCgroup } from '../sandbox/host/lent-cgroup';
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
      const diagnoses = [
        diagnoseNode(),
        diagnoseSandbox(),
        diagnoseBounds(),
        ...(await diagnoseLab(assignment)),
      ];
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

function diagnoseBounds(): Diagnosis {
  const [name, probe] = ['cgroup v2', probeCgroup()];
  const others = 'the grader looks from time to time';
  if (!probe.available) {
    const advice = `For the kernel to bound memory and processes at every moment: ${LEND_A_GROUP}.`;
    return { name, available: false, reason: `${capitalised(others)}: ${probe.reason}.`, advice };
  }
  const { controllers } = probe.lent;
  const left = controllers.has('memory') ? 'processes' : 'memory';
  const reason =
    controllers.size === 2
      ? 'The kernel bounds memory and processes.'
      : `The kernel bounds ${left === 'memory' ? 'processes' : 'memory'}; for ${left}, ${others}.`;
  return { name, available: true, reason, advice: '' };
}

const LEND_A_GROUP =
  'start the grader with "systemd-run --user --scope -p Delegate=yes", or in a container that may write its control group (docs/security.md)';

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LAB_SECONDS = 60;
const LAB_MEGABYTES = 4096;

/** In another process, because a lab loads a tensor library and drivers that can end one. */
async function diagnoseLab({ folder, spec }: Assignment): Promise<Diagnosis[]> {
  const labs = new TaskPool({ memoryMegabytes: LAB_MEGABYTES });
  const request = path.join(folder, spec.lab);
  const task = { module: require.resolve('./diagnose-lab'), name: 'diagnoseLab', request };
  const answer = await labs.ask<Diagnosis[]>(task, LAB_SECONDS * 1000);
  labs.endIdle();
  if ('result' in answer) return answer.result;
  const why = answer.failure === 'timed-out' ? `it takes more than ${LAB_SECONDS} s` : 'its process ended';
  const reason = `It does not load: ${answer.reason ?? why}.`;
  const advice = 'Run npm ci again; if that does not help, please report it.';
  return [{ name: `lab ${spec.id}`, available: false, reason, advice }];
}

function describe({ name, available, reason, advice }: Diagnosis): string {
  const colors = createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);
  const mark = available ? colors.green('✓') : colors.yellow('-');
  return `${mark} ${name.padEnd(18)} ${reason}${advice ? `\n${' '.repeat(21)}${colors.dim(advice)}` : ''}`;
}
