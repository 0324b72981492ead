import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { AuthorError, UsageError } from '@boletim/grader/errors';
import { rememberSettings, settleSettings, type ClassSettings } from '../../class/class-settings';
import { temporaryFolder } from './support';

describe('what an output folder remembers', () => {
  const term = temporaryFolder();
  const at = (name: string) => path.join(term, name);
  const defaults = { assignment: 'cnn', lang: 'en' as const, sandbox: 'auto' as const };
  const first: ClassSettings = {
    submissions: at('in'),
    assignment: 'warmup',
    roster: at('roster.csv'),
    released: true,
  };
  const settle = (given: Partial<ClassSettings>, out = at('out')) => settleSettings(out, { given, defaults });
  before(() => rememberSettings(at('out'), first));

  it('is written with paths that move with the folder', () => {
    const text = fs.readFileSync(at('out/class.yaml'), 'utf8');
    expect(text).to.match(/^# How this folder was made/);
    expect(text).to.contain(
      'submissions: ../in\nassignment: warmup\nroster: ../roster.csv\nreleased: true\n',
    );
  });

  it('is repeated by a run without options', () => {
    const { settings, changes } = settle({});
    expect(changes).to.deep.equal([]);
    expect(path.resolve(settings.roster!)).to.equal(at('roster.csv'));
    expect(settings).to.include({ assignment: 'warmup', released: true });
  });

  const same: Partial<ClassSettings>[] = [
    { roster: `${at('x')}/../roster.csv` },
    { lang: 'en' },
    { sandbox: 'auto', assignment: 'warmup' },
  ];
  for (const given of same) {
    it(`is no other with ${Object.keys(given).join(' and ')} said again`, () =>
      expect(settle(given).changes).to.deep.equal([]));
  }

  const other: [Partial<ClassSettings>, RegExp][] = [
    [{ roster: at('new.csv') }, /^roster: .*roster\.csv → .*new\.csv$/],
    [{ reviews: at('reviews') }, /^reviews: none → .*reviews$/],
    [{ extensions: at('new.csv') }, /^extensions: none → .*new\.csv$/],
    [{ lang: 'pt-BR' }, /^lang: en → pt-BR$/],
    [{ assignment: 'cnn' }, /^assignment: warmup → cnn$/],
  ];
  for (const [given, change] of other) {
    it(`is another with ${Object.keys(given).join()}`, () => {
      const { settings, changes } = settle(given);
      expect(changes).to.have.length(1);
      expect(changes[0]).to.match(change);
      expect(settings).to.include({ ...given, released: true });
    });
  }

  it('is nothing at first: then what to grade has to be said', () => {
    expect(() => settle({}, at('new'))).to.throw(UsageError, /Say what to grade/);
    expect(settle({ submissions: 'in' }, at('new')).settings).to.deep.equal({
      submissions: 'in',
      assignment: 'cnn',
    });
  });

  it('names the line when somebody changed it to what it cannot be', () => {
    fs.mkdirSync(at('bad'));
    fs.writeFileSync(at('bad/class.yaml'), 'submissions: in\nassignment: cnn\nrosterr: x\n');
    expect(() => settle({}, at('bad'))).to.throw(AuthorError, /class\.yaml:3.*rosterr/);
  });
});
