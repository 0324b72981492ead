import { expect } from 'chai';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { simpleParser } from 'mailparser';
import { CHANNELS, type ChannelName } from '../../return/channels';
import { returnClass } from '../../return/return-class';
import { CANARY } from '../../../test/reporters/hostile-text';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { filesBelow, messagesOf, personOf, unzip, writeOut } from './support';

/** Everything that is handed back, taken apart to plain bytes: archives opened, messages decoded. */
describe('what is handed back', () => {
  const root = temporaryFolder();
  const ids = ['ana', 'bo', 'cy', 'dee'];
  const extensions = ['zip', 'ts', 'tar.gz', 'html'];

  const open = async (name: string, bytes: Buffer): Promise<[string, string][]> => {
    if (name.endsWith('.zip')) return inside(name, await unzip(bytes));
    if (name.endsWith('.gz')) return [[name, gunzipSync(bytes).toString('utf8')]];
    if (name.endsWith('.mbox'))
      return inside(name, new Map(messagesOf(bytes).map((message, at) => [`${at}.eml`, message])));
    if (!name.endsWith('.eml')) return [[name, bytes.toString('utf8')]];
    const { headerLines, text, attachments } = await simpleParser(bytes);
    const parts = [
      ...headerLines.map(({ line }) => line),
      text ?? '',
      ...attachments.map(({ content }) => String(content)),
    ];
    return [[name, parts.join('\n')]];
  };
  const inside = async (outer: string, entries: Map<string, Buffer>) => {
    const parts = await Promise.all([...entries].map(([name, bytes]) => open(name, bytes)));
    return parts.flat().map(([name, text]): [string, string] => [`${outer}!${name}`, text]);
  };

  for (const [to, released] of (Object.keys(CHANNELS) as ChannelName[]).flatMap(
    (name) =>
      [
        [name, true],
        [name, false],
      ] as [ChannelName, boolean][],
  )) {
    it(`holds no hidden input and nobody else's text: ${to}, ${released ? 'released' : 'not released'}`, async () => {
      const rows = ids.map((id, at) => {
        const origin = to === 'canvas' ? `x_${at}_${at}_lab.${extensions[at]}` : id;
        return personOf(id, {
          student: { id, name: `own-${id}`, email: `${id}@x.edu`, moodleId: `${at}` },
          row: { origin },
        });
      });
      const out = await writeOut(path.join(root, `${to}-${released}`), rows, { released });
      expect((await returnClass(out, { to, from: 'p@x.edu' })).returned).to.have.length(ids.length);
      const texts = await inside('', filesBelow(path.join(out, 'return')));
      const personal = texts.filter(([name]) => ids.some((id) => textsOf(id, texts).includes(name)));
      expect(personal).to.have.length(ids.length);
      for (const [name, text] of texts) {
        expect(text.includes(CANARY), `${name} holds a hidden input`).to.equal(false);
        expect(ids.filter((id) => text.includes(`own-${id}`)).length, name).to.be.at.most(1);
      }
    });
  }

  function textsOf(id: string, texts: [string, string][]): string[] {
    return texts.filter(([, text]) => text.includes(`own-${id}`)).map(([name]) => name);
  }
});
