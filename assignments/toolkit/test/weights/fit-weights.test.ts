import { expect } from 'chai';

import { BatchNorm2d, Conv2d, Sequential, type Module, type StateDict } from '../../nn';
import { fitWeights } from '../../weights/fit-weights';

const network = (): Sequential<Module> => new Sequential<Module>(new Conv2d(1, 2, 2), new BatchNorm2d(2));

/** The weights of such a network, with these before their names. */
function weights(...prefixes: string[]): StateDict {
  const entries = [...network().stateDict()];
  return new Map(
    prefixes.flatMap((prefix) => entries.map(([name, value]) => [prefix + name, value] as const)),
  );
}

function fit(given: StateDict): { names: string[]; notices: string[] } {
  const notices: string[] = [];
  const options = { file: 'my.ckpt', onNotice: (text: string): unknown => notices.push(text) };
  return { names: [...fitWeights(given, network(), options).keys()], notices };
}

describe('fitWeights', () => {
  const names = [...network().stateDict().keys()];

  it('gives weights of the right names as they are, and says nothing', () => {
    expect(fit(weights(''))).to.deep.equal({ names, notices: [] });
  });

  it('takes off what all names begin with, whatever else there is', () => {
    const given = weights('model.net.').set('loss.weight', weights('').get('0.bias')!);
    expect(fit(given)).to.deep.equal({
      names,
      notices: ['my.ckpt: The weights are those whose names begin with "model.net.".'],
    });
  });

  it('asks which of two networks it should be', () => {
    expect(() => fit(weights('student.', 'teacher.'))).to.throw(
      'my.ckpt: it has the weights of several networks, student, teacher. Choose one: FILE#student',
    );
  });

  const wrong: [what: string, change: (given: StateDict) => unknown, message: RegExp][] = [
    [
      'lacks a value',
      (given) => given.delete('0.weight'),
      /^my\.ckpt: .*missing from the state dict: 0\.weight/s,
    ],
    ['has one more', (given) => given.set('2.bias', given.get('0.bias')!), /not in the model: 2\.bias/],
    [
      'has one of another shape',
      (given) => given.set('0.weight', { ...given.get('0.weight')!, shape: [2, 1, 1, 4] }),
      /0\.weight: the state dict has shape \[2, 1, 1, 4\], the model has \[2, 1, 2, 2\]\n.*Name a file/,
    ],
  ];
  for (const [what, change, message] of wrong) {
    it(`names the file that ${what}`, () => {
      const given = weights('');
      change(given);
      expect(() => fit(given)).to.throw(message);
    });
  }
});
