export { bernoulli } from './bernoulli';
export { defaultGenerator, manualSeed, withGenerator } from './default-generator';
export { Generator } from './generator';
export { numpyShuffle } from './numpy-shuffle';
export { randperm } from './randperm';
export { uniform } from './uniform';
