import _ from 'lodash';

export function mean(values: number[]): number {
  return _.mean(values);
}
