import { NUMBER, type Run } from './task';

/** A step of Adam for some numbers, a multiple of four. */
export interface Adam {
  theta: number;
  gradient: number;
  m: number;
  v: number;
  nextTheta: number;
  nextM: number;
  nextV: number;
  count: number;
  countPerUnit: number;
  beta1: number;
  beta2: number;
  stepSize: number;
  root: number;
  eps: number;
}

export const adam: Run<Adam> = (routines, task, { unit }) => {
  const first = unit * task.countPerUnit;
  const at = (address: number): number => address + first * NUMBER;
  routines.adam(
    at(task.theta),
    at(task.gradient),
    at(task.m),
    at(task.v),
    at(task.nextTheta),
    at(task.nextM),
    at(task.nextV),
    Math.min(task.countPerUnit, task.count - first),
    task.beta1,
    1 - task.beta1,
    task.beta2,
    1 - task.beta2,
    task.stepSize,
    task.root,
    task.eps,
  );
};
