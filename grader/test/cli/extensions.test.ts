import { expect } from 'chai';
import { Command } from 'commander';
import { EXTENSIONS } from '../../cli/extensions';
import * as desk from '../../desk';
import * as farm from '../../farm';
import * as teaching from '../../teaching/cli';

const PACKAGES = { '@boletim/teaching': teaching, '@boletim/desk': desk, '@boletim/farm': farm };

describe('the packages that add commands', () => {
  for (const [name, { addCommands }] of Object.entries(PACKAGES)) {
    it(`are known with each of their commands: ${name}`, () => {
      const program = new Command();
      // The farm has options for it.
      if (name !== '@boletim/teaching') program.command('class');
      const before = program.commands.length;
      addCommands(program);
      const added = program.commands.slice(before).map((command) => command.name());
      expect(added.sort()).to.deep.equal([...EXTENSIONS[name]!].sort());
    });
  }
});
