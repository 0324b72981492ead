import { expect } from 'chai';
import { collapsedName, namesAgree } from '../../class/person-names';

describe("people's names", () => {
  it('are alike without accents, case and spaces, however they are written', () => {
    expect(collapsedName('José Álvares'.normalize('NFD'))).to.equal(collapsedName('JOSÉ  álvares'));
  });

  const pairs: [string, string, boolean][] = [
    ['Ana Lima', 'Lima, Ana', true],
    ['limaana', 'Ana Lima', true],
    ['limaanabeatriz', 'Lima, Ana Beatriz', true],
    ['Ana Beatriz Lima', 'Ana Lima', true],
    ['Ana', 'Ana Lima', true],
    ['Álvares José'.normalize('NFD'), 'José Álvares', true],
    ["Ana D'Ávila", 'Ana D’Avila', true],
    ['Equipe 3', 'Maria Souza', false],
    ['equipe3', 'Maria Souza', false],
    ['Ana Souza', 'Ana Lima', false],
    ['limaanax', 'Ana Lima', false],
    ['x', 'Xavier Lima', false],
  ];
  for (const [written, known, agree] of pairs) {
    it(`${agree ? 'can be one person' : 'are two people'}: ${written}, ${known}`, () => {
      expect(namesAgree(written, known)).to.equal(agree);
    });
  }
});
