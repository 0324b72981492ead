import { expect } from 'chai';
import { forgetEmptyVariables, refuseLostOptions } from '../../cli/environment';
import { UsageError } from '../../errors';

describe('variables of the environment', () => {
  it('that are empty are as good as not set, of those that are options', () => {
    const env = { DEVICE: '', RETRAIN_EPOCHS: '', RETRAIN_SIZE: '64', HOME: '' };
    forgetEmptyVariables(env);
    expect(env).to.deep.equal({ RETRAIN_SIZE: '64', HOME: '' });
  });

  it('tell that npm took an option for its own', () => {
    expect(() => refuseLostOptions({ npm_lifecycle_event: 'grade', npm_config_question: 'true' })).to.throw(
      UsageError,
      'npm took --question for an option of its own; write -- before it: npm run grade -- --question …',
    );
  });

  it('of npm say nothing where npm took nothing, or did not start this', () => {
    refuseLostOptions({ npm_lifecycle_event: 'grade', npm_config_yes: 'true' });
    refuseLostOptions({ npm_config_device: 'x' });
  });
});
