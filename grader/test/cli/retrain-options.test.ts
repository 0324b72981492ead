import { expect } from 'chai';
import { Command, CommanderError } from 'commander';
import { addRetrainOptions, wantsRetrain, type RetrainFlags } from '../../cli/retrain-options';
import { UsageError } from '../../errors';

describe('whether to train', () => {
  for (const [value, wanted] of [
    [undefined, false],
    ['', false],
    ['0', false],
    ['false', false],
    ['1', true],
    ['true', true],
  ] as const) {
    it(`RETRAIN=${value ?? '(not set)'} says ${wanted ? 'yes' : 'no'}, and --retrain yes`, () => {
      const env = value === undefined ? {} : { RETRAIN: value };
      expect(wantsRetrain({}, env)).to.equal(wanted);
      expect(wantsRetrain({ retrain: true }, env)).to.equal(true);
    });
  }

  it('is not guessed from something else', () => {
    expect(() => wantsRetrain({}, { RETRAIN: 'maybe' })).to.throw(UsageError, 'RETRAIN is 1 or 0');
  });
});

describe('the options of a training', () => {
  const before = { ...process.env };
  afterEach(() => void (process.env = { ...before }));

  function parse(...parameters: string[]): RetrainFlags {
    const command = addRetrainOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
    return command.parse(parameters, { from: 'user' }).opts();
  }

  it('are read from the command line', () => {
    expect(parse('--retrain', '--retrain-epochs', '0', '--retrain-batch', '8')).to.deep.equal({
      retrain: true,
      retrainEpochs: 0,
      retrainBatch: 8,
    });
  });

  it('are read from the environment, where the command line says nothing', () => {
    Object.assign(process.env, { RETRAIN_EPOCHS: '3', RETRAIN_SIZE: '64', RETRAIN_DATA: 'shipped' });
    expect(parse('--retrain-size', '96')).to.deep.equal({
      retrainEpochs: 3,
      retrainSize: 96,
      retrainData: 'shipped',
    });
  });

  for (const [option, value] of [
    ['--retrain-epochs', '-1'],
    ['--retrain-batch', '0'],
    ['--retrain-size', '1.5'],
    ['--retrain-seed', 'x'],
  ] as const) {
    it(`refuse ${option} ${value}`, () => {
      expect(() => parse(option, value)).to.throw(CommanderError, 'Write a whole number');
    });
  }
});
