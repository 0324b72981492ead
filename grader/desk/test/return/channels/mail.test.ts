import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { returnClass } from '../../../return/return-class';
import { temporaryFolder } from '../../../../teaching/test/class/support';
import { messagesOf, personOf, writeOut } from '../support';

describe('messages to students', () => {
  const root = temporaryFolder();
  let count = 0;
  const now = new Date('2026-11-29T14:05:09.000Z');
  const write = (rows: Parameters<typeof writeOut>[1], lang: 'en' | 'pt-BR' = 'en') =>
    writeOut(path.join(root, String(count++)), rows, { lang });
  const review = {
    questions: { sort: { points: 1, comment: 'From here on\n.\nit is right' } },
    comment: 'From me: ação ✓',
  };

  it('are what a mail program reads: sender, recipient, subject, text and the page', async () => {
    const out = await write([
      personOf('ana', { review, student: { id: 'ana', name: 'Ana "A" Ção', email: 'ana@x.edu' } }),
    ]);
    const { files } = await returnClass(out, { to: 'folder', from: '"Prof. Ré" <prof@x.edu>', now });
    const message = await simpleParser(fs.readFileSync(files[0]!));
    expect(message.from?.value).to.deep.equal([{ name: 'Prof. Ré', address: 'prof@x.edu' }]);
    expect(message.to).to.have.deep.property('value', [{ name: 'Ana "A" Ção', address: 'ana@x.edu' }]);
    expect(message.subject).to.equal('Sums: your report');
    expect(message.date?.toISOString()).to.equal(now.toISOString());
    expect(message.text).to.contain('Sorting: 4 / 6\n  Review +1: From here on\n.\nit is right\n');
    expect(message.text).to.contain('Review: From me: ação ✓');
    expect(message.attachments.map(({ filename, contentType }) => [filename, contentType])).to.deep.equal([
      ['report.html', 'text/html'],
    ]);
    expect(message.attachments[0]!.content).to.deep.equal(
      fs.readFileSync(path.join(out, 'students/ana/report.html')),
    );
  });

  it('are kept apart in an mbox, whatever they say', async () => {
    const out = await write(['ana', 'bo', 'cy'].map((id) => personOf(id, { review })));
    const { files } = await returnClass(out, { to: 'mbox', from: 'prof@x.edu', now });
    const mbox = fs.readFileSync(files[0]!);
    expect(mbox.toString().split('\n')[0]).to.equal('From prof@x.edu Sun Nov 29 14:05:09 2026');
    const messages = await Promise.all(messagesOf(mbox).map((bytes) => simpleParser(bytes)));
    expect(messages.map(({ to }) => (Array.isArray(to) ? '' : to?.text))).to.deep.equal(
      ['ana', 'bo', 'cy'].map((id) => `"own-${id}" <${id}@x.edu>`),
    );
    for (const { text } of messages) expect(text).to.contain('From here on\n.\nit is right');
  });

  it('speak Portuguese where the class does', async () => {
    const { files } = await returnClass(await write([personOf('ana')], 'pt-BR'), {
      to: 'folder',
      from: 'p@x.edu',
      now,
    });
    const { subject, text } = await simpleParser(fs.readFileSync(files[0]!));
    expect(subject).to.equal('Sums: seu relatório');
    expect(text).to.contain('Seu relatório, com todos os testes');
  });

  it('go to one address only, and headers are nobody else’s to write', async () => {
    const name = 'Ana\r\nBcc: all@x.edu\r\n\r\nhello';
    const addresses = ['a@x.edu, b@x.edu', 'a@x.edu\nBcc: b@x.edu', '<a@x.edu>', 'a', '', 'a@b@c'];
    const odd = addresses.map((email, at) => personOf(`s${at}`, { student: { id: `s${at}`, email } }));
    const out = await write([personOf('ana', { student: { id: 'ana', name, email: 'ana@x.edu' } }), ...odd]);
    const { files, leftOut } = await returnClass(out, { to: 'folder', from: 'p@x.edu', now });
    expect(files.map((file) => path.basename(file))).to.deep.equal(['ana.eml']);
    expect(leftOut.map(({ id }) => id)).to.deep.equal(odd.map(({ student }) => student.id));
    const { headers, bcc } = await simpleParser(fs.readFileSync(files[0]!));
    expect(bcc).to.equal(undefined);
    expect([...headers.keys()].sort()).to.deep.equal([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
  });

  it('have the same id when they are sent again, and another when they say something else', async () => {
    const out = await write([personOf('ana')]);
    const idOf = async () => {
      const { files } = await returnClass(out, { to: 'folder', from: 'p@x.edu', all: true });
      return (await simpleParser(fs.readFileSync(files[0]!))).messageId;
    };
    const first = await idOf();
    expect(await idOf()).to.equal(first);
    await writeOut(out, [personOf('ana', { points: 5 })]);
    expect(await idOf()).not.to.equal(first);
  });

  for (const from of [undefined, 'nobody', 'A <a@x.edu>, B <b@x.edu>', 'a@x.edu b@x.edu']) {
    it(`ask for a sender instead of ${from}`, async () => {
      const out = await write([personOf('ana')]);
      const outcome = await returnClass(out, { to: 'mbox', from, now }).catch(
        (error: Error) => error.message,
      );
      expect(outcome).to.match(/--from "Ana Lima <ana@school.edu>"/);
    });
  }
});
