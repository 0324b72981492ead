import MailComposer from 'nodemailer/lib/mail-composer';
import { UsageError } from '@boletim/grader/errors';
import { oneLine } from '@boletim/grader/reporters';
import type { Channel, ChannelContext, Delivery } from '../channel';
import { deskStringsOf } from '../i18n';
import { sha256 } from '@boletim/grader/system';

const addressing = {
  addressOf: ({ email }: { email: string }) => (isMailAddress(email.trim()) ? email.trim() : null),
  noAddress: 'the roster has no e-mail address that a message can be sent to',
};

/** One message a student in a single file, for programs that send an mbox. */
export const mbox: Channel = {
  ...addressing,
  async filesOf(deliveries, context) {
    const messages = await Promise.all(deliveries.map((delivery) => messageOf(delivery, context)));
    // No line of a message starts with "From ", as its parts are all in base64: nothing needs quoting.
    const envelope = `From ${senderOf(context).address} ${context.now.toUTCString().replace(ASCTIME, '$1 $3 $2 $5 $4')}\n`;
    const text = messages.map(
      (message) => `${envelope}${message.toString('latin1').replace(/\r\n/g, '\n')}\n`,
    );
    return new Map([['messages.mbox', Buffer.from(text.join(''), 'latin1')]]);
  },
  advice: 'Send it with what your school uses, such as a mail program that imports mbox files.',
};

/** One message a student, each a file of its own. */
export const folder: Channel = {
  ...addressing,
  async filesOf(deliveries, context) {
    const messages = deliveries.map(async (delivery): Promise<[string, Buffer]> => {
      return [`${delivery.letter.row.slug}.eml`, await messageOf(delivery, context)];
    });
    return new Map(await Promise.all(messages));
  },
  advice: 'Each file is one message; send them with what your school uses, such as sendmail -t < FILE.',
};

/** "Thu, 01 Jan 1970 00:00:00 GMT" in parts, to be put in the order of an mbox's envelope line. */
const ASCTIME = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/;

async function messageOf({ letter, address }: Delivery, context: ChannelContext): Promise<Buffer> {
  const { record, now } = context;
  const from = senderOf(context);
  const page =
    letter.page === null ? [] : [{ filename: 'report.html', content: letter.page, contentType: HTML }];
  const message = new MailComposer({
    from,
    to: { name: oneLine(letter.row.name), address },
    subject: deskStringsOf(record.lang).subject(oneLine(record.assignment.title)),
    text: letter.text,
    textEncoding: 'base64',
    date: now,
    // The same letter has the same id, so that mail programs show a message that was sent twice once.
    messageId: `<${digestOf(address, letter.digest)}@${from.address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: page,
  });
  return message.compile().build();
}

const HTML = 'text/html; charset=utf-8';

function digestOf(address: string, digest: string): string {
  return sha256(`${address} ${digest}`).slice(0, 32);
}

/** `Ana Lima <ana@school.edu>` or the bare address. */
function senderOf({ from = '' }: ChannelContext): { name: string; address: string } {
  const parts = /^(?:(?<name>[^<>]*)<(?<inner>[^<>]+)>|(?<bare>\S+))$/.exec(from.trim())?.groups;
  const address = (parts?.inner ?? parts?.bare ?? '').trim();
  if (isMailAddress(address))
    return { name: oneLine(parts?.name?.trim().replace(/^"|"$/g, '') ?? ''), address };
  throw new UsageError(
    from === ''
      ? 'Say who the messages are from: --from "Ana Lima <ana@school.edu>".'
      : `"${oneLine(from)}" is no mail address; write --from "Ana Lima <ana@school.edu>".`,
  );
}

/** One address and nothing else: a comma or a line break would send the message to somebody more. */
function isMailAddress(text: string): boolean {
  return /^[^\s@<>()[\],;:"\\\p{C}]+@[^\s@<>()[\],;:"\\\p{C}]+$/u.test(text);
}
