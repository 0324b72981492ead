import { expect } from 'chai';
import fc from 'fast-check';
import { FrameReader, writeFrame, type Frame } from '../../wire/frames';
import { LIMITS, WireError } from '../../wire/plain';

function header(total: number, json: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(total, 0);
  bytes.writeUInt32LE(json, 4);
  return bytes;
}

function frameOf(json: string, blobs = ''): Buffer {
  const text = Buffer.from(json);
  return Buffer.concat([header(text.length + blobs.length, text.length), text, Buffer.from(blobs)]);
}

describe('FrameReader', () => {
  const refused: [string, Buffer, RegExp][] = [
    ['a frame of 4 GB, from its header alone', header(2 ** 32 - 1, 8), /larger than the wire allows/],
    ['JSON beyond its limit', header(LIMITS.jsonBytes + 1, LIMITS.jsonBytes + 1), /larger than the wire/],
    ['more JSON than frame', header(4, 8), /larger than the wire allows/],
    ['what is not JSON', frameOf('[1, function() {}]'), /not JSON/],
    ['what is not UTF-8', Buffer.concat([header(1, 1), Buffer.from([0xff])]), /not JSON/],
    ['no message at all', frameOf(''), /not JSON/],
    ['JSON of another form', frameOf('{"message":1}'), /another form/],
    ['a list of three', frameOf('[1,[],2]'), /another form/],
    ['lengths that are no list', frameOf('[1,{"length":1}]'), /another form/],
    ['a blob longer than its frame', frameOf('[1,[99]]', 'abc'), /longer than its frame/],
    ['a blob of negative length', frameOf('[1,[-1,4]]', 'abc'), /no length/],
    ['a blob of half a byte', frameOf('[1,[1.5]]', 'abc'), /no length/],
    ['a blob of text', frameOf('[1,["3"]]', 'abc'), /no length/],
    ['a blob of 2^60 bytes', frameOf('[1,[1152921504606846976]]', 'abc'), /no length/],
    ['bytes after the last blob', frameOf('[1,[2]]', 'abc'), /no value points to/],
    ['blobs without number', frameOf(`[1,[${'0,'.repeat(LIMITS.blobs)}0]]`), /too many blobs/],
  ];

  for (const [name, bytes, message] of refused) {
    it(`refuses ${name}`, () => {
      expect(() => new FrameReader().push(bytes)).to.throw(WireError, message);
    });
  }

  it('reads deep JSON without running out of stack', () => {
    const deep = `[${'['.repeat(1e6)}${']'.repeat(1e6)},[]]`;
    expect(new FrameReader().push(frameOf(deep))).to.have.length(1);
  });

  it('gives several frames of one chunk, and knows that it is between two', () => {
    const reader = new FrameReader();
    const frames = reader.push(Buffer.concat([frameOf('[1,[]]'), frameOf('[2,[3]]', 'abc')]));
    expect(frames.map((frame) => frame.json)).to.deep.equal([1, 2]);
    expect(reader.idle).to.equal(true);
    reader.push(Buffer.from([0]));
    expect(reader.idle).to.equal(false);
  });

  it('takes a large frame in small pieces in linear time', () => {
    const bytes = writeFrame({ json: 1, blobs: [new Uint8Array(16 << 20)] });
    const reader = new FrameReader();
    const frames: Frame[] = [];
    for (let at = 0; at < bytes.length; at += 4096)
      frames.push(...reader.push(bytes.subarray(at, at + 4096)));
    expect(frames[0]!.blobs[0]).to.have.length(16 << 20);
  }).timeout(5000);

  it('gives frames or a WireError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(40), fc.boolean(), (body, jsonBytes, whole) => {
        const bytes = whole ? Buffer.concat([header(body.length, jsonBytes), body]) : Buffer.from(body);
        try {
          new FrameReader().push(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(WireError);
        }
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});

describe('writeFrame', () => {
  it('refuses what the other side would refuse', () => {
    const blobs = [new Uint8Array(LIMITS.frameBytes)];
    expect(() => writeFrame({ json: 'x', blobs })).to.throw(WireError, /134 MB is too large/);
    expect(() => writeFrame({ json: 'x'.repeat(LIMITS.jsonBytes), blobs: [] })).to.throw(
      WireError,
      /too large/,
    );
  });
});
