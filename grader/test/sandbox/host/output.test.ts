import { expect } from 'chai';
import { OutputBuffer } from '../../../sandbox/host/output';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('OutputBuffer', () => {
  it('keeps the beginning and counts the rest', () => {
    const output = new OutputBuffer(5);
    output.push(bytes('abc'));
    output.push(bytes('defg'));
    output.push(bytes('hi'));
    expect(output.peek()).to.equal('abcde');
    expect(output.take()).to.equal('abcde\n[4 more characters were printed and are not shown]');
    expect(output.total).to.equal(9);
  });

  it('starts anew after each look', () => {
    const output = new OutputBuffer(5);
    output.push(bytes('abcdefg'));
    output.take();
    output.push(bytes('xyz'));
    expect([output.take(), output.take()]).to.deep.equal(['xyz', '']);
  });

  it('puts a character together whose bytes come apart', () => {
    const output = new OutputBuffer(10);
    for (const byte of bytes('é🦜')) output.push(Uint8Array.of(byte));
    expect(output.take()).to.equal('é🦜');
  });

  it('takes bytes that are no text', () => {
    const output = new OutputBuffer(10);
    output.push(Uint8Array.of(0xff, 0xfe, 65));
    expect(output.take()).to.equal('\ufffd\ufffdA');
  });
});
