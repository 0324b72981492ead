import { expect } from 'chai';
import { Command } from 'commander';
import { addCommands, EXTENSIONS } from '../../cli/commands';
import * as desk from '../../desk';
import * as farm from '../../farm';
import * as teaching from '../../teaching/cli';

const PACKAGES = { '@boletim/teaching': teaching, '@boletim/desk': desk, '@boletim/farm': farm };
const OWN = ['grade', 'doctor', 'fetch', 'prepare', 'submit'];

async function namesAfter(add: (program: Command) => Promise<void>, program = new Command()) {
  const before = program.commands.length;
  await add(program);
  return program.commands.slice(before).map((command) => command.name());
}

describe('the packages that add commands', () => {
  for (const [name, extension] of Object.entries(PACKAGES)) {
    it(`are known with each of their commands: ${name}`, async () => {
      const program = new Command();
      // The farm has options for it.
      if (name !== '@boletim/teaching') program.command('class');
      const names = await namesAfter((given) => extension.addCommands(given), program);
      expect(names.sort()).to.deep.equal([...EXTENSIONS[name]!].sort());
    });
  }
});

describe('the program', () => {
  const all = [...OWN, ...Object.values(EXTENSIONS).flat()];

  for (const wanted of all)
    it(`loads one command where one is wanted: ${wanted}`, async () => {
      expect(await namesAfter((program) => addCommands(program, wanted))).to.deep.equal([wanted]);
    });

  for (const wanted of ['-h', '--help', 'help'])
    it(`shows every command: ${wanted}`, async () => {
      expect(await namesAfter((program) => addCommands(program, wanted))).to.have.members(all);
    });

  for (const wanted of [undefined, 'cnn', '--lang', 'nonsense', 'constructor'])
    it(`grades where no command is named: ${wanted}`, async () => {
      expect(await namesAfter((program) => addCommands(program, wanted))).to.deep.equal(['grade']);
    });

  it("has the farm's options of class", async () => {
    const program = new Command();
    await addCommands(program, 'class');
    expect(program.commands[0]!.options.map(({ long }) => long)).to.include.members(['--queue', '--jobs']);
  });
});
