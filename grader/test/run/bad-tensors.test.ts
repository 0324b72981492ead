import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { FIXTURES } from '../../system/paths';
import type { Report, TestReport } from '../../report/report';
import { SPECIMENS, temporaryFolder } from '../support/folders';
import { gradeWith, questionOf, testOf } from '../support/grading';

/** Grades the solution of the CNN lab with specimens of specimens/cnn in place of some questions' files. */
function gradeSpecimens(
  specimens: Record<string, string>,
  more: { questions?: string[]; inputs?: string[] } = {},
) {
  const files = Object.entries(specimens).map(([question, behaviour]) => {
    const specimen = path.join(SPECIMENS, 'cnn', `${question}.${behaviour}.ts`);
    return [`src/${question}.ts`, fs.readFileSync(specimen)] as const;
  });
  return gradeWith({ assignment: 'cnn', files: Object.fromEntries(files), ...more });
}

const BLOCKS: [behaviour: string, one: Partial<TestReport>, whole: Partial<TestReport>][] = [
  [
    'returns-another-shape',
    { message: 'expected shape [3, 7, 7, 32], got [3, 32]' },
    {
      message: 'Conv2d(64, 64) expects [n, h, w, 64], got [1, 64].',
      location: 'src/residual-forward.ts:5:22',
    },
  ],
  [
    'returns-another-dtype',
    { message: 'expected dtype float32, got int32' },
    {
      message:
        'conv2d expects a tensor of dtype float32, got int32: convert images with IntToFloatTensor, other numbers with toFloat().',
    },
  ],
  [
    'returns-a-disposed-tensor',
    {
      message:
        'A tensor of the result is given back after it was freed by dispose() at line 6 of residual-forward.ts; free it after its last use.',
    },
    {
      message:
        'Conv2d(64, 64) got a tensor that was freed by dispose() at line 6 of residual-forward.ts; free it after its last use.',
    },
  ],
  [
    'uses-a-disposed-tensor',
    {
      message:
        'Conv2d(32, 32) got a tensor that was freed by dispose() at line 6 of residual-forward.ts; free it after its last use.',
      location: 'src/residual-forward.ts:7:22',
    },
    { status: 'failed' },
  ],
  [
    'returns-nothing',
    {
      message: 'expected a tensor, got undefined; a function gives undefined when it ends without return',
      expected: 'a tensor of dtype float32 of shape [3, 7, 7, 32]',
      actual: 'undefined',
    },
    {
      message:
        'Conv2d(64, 64) expects a tensor, got undefined: something is missing, or a function has no return.',
    },
  ],
  [
    'is-all-nan',
    { status: 'passed', message: null },
    {
      message: 'the logits: 1000 of 1000 elements are NaN, the first at [0, 0]: expected 0.3456232',
      location: null,
    },
  ],
];

describe('a residual block whose forward', () => {
  for (const [behaviour, one, whole] of BLOCKS) {
    it(`${behaviour.replaceAll('-', ' ')} is told so, and loses no other question`, async () => {
      const questions = ['residual-forward', 'freeze'];
      const report = await gradeSpecimens({ 'residual-forward': behaviour }, { questions });
      expectFields(testOf(report, 'residual-forward/same-shape'), one);
      expectFields(testOf(report, 'residual-forward/whole-network'), { status: 'failed', ...whole });
      expect(questionOf(report, 'freeze').points).to.equal(2);
      expect(report.authorErrors).to.deep.equal([]);
    });
  }
});

describe('files and lists in the CNN lab', () => {
  let report: Report;
  before(async () => {
    report = await gradeSpecimens(
      {
        transform: 'opens-what-is-no-image',
        'get-batch-at': 'returns-a-list',
        'transfer-weights': 'reads-a-truncated-file',
      },
      { questions: ['transform', 'get-batch-at', 'transfer-weights', 'freeze'] },
    );
  });

  it('name a file that is no image, and the line that opened it', () => {
    expectFields(testOf(report, 'transform/photograph'), {
      status: 'failed',
      message: 'notes.txt is not an image that can be read. Use JPEG, PNG, WebP, GIF, TIFF, BMP, PPM or ICO.',
      location: 'src/transform.ts:6:46',
    });
  });

  it('name a truncated safetensors file, and the line that read it', () => {
    expectFields(testOf(report, 'transfer-weights/new-last-layer'), {
      status: 'failed',
      message:
        /^weights\.safetensors: truncated, or no safetensors file: a header of \d+ bytes in a file of 1000\. Download or copy t/ as never,
      location: 'src/transfer-weights.ts:6:38',
    });
  });

  it('say which part of a batch is no tensor', () => {
    expectFields(testOf(report, 'get-batch-at/stacks-the-items'), {
      status: 'failed',
      message: 'Y: expected a tensor, got 4',
    });
  });

  it("leave the other questions' points alone", () => {
    expect(questionOf(report, 'freeze').points).to.equal(2);
    expect(report.authorErrors).to.deep.equal([]);
  });
});

describe("a course's own damaged photograph", () => {
  const inputs = temporaryFolder();

  it('is named in the message', async () => {
    fs.cpSync(path.join(FIXTURES, 'cnn', 'inputs'), inputs, { recursive: true });
    for (const photograph of photographsBelow(inputs))
      fs.truncateSync(photograph, Math.floor(fs.statSync(photograph).size / 2));
    const report = await gradeSpecimens({}, { questions: ['transform'], inputs: [inputs] });
    expect(testOf(report, 'transform/photograph').message).to.match(/\.(jpg|png) .*truncated|cut|damaged/);
    expect(questionOf(report, 'transform').points).to.equal(1);
  });
});

function photographsBelow(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => /\.(jpg|png)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Each field equals, or matches where it is a regular expression. */
function expectFields(test: TestReport, fields: Partial<TestReport>): void {
  for (const [name, value] of Object.entries(fields)) {
    const actual = test[name as keyof TestReport];
    if ((value as unknown) instanceof RegExp) expect(actual, name).to.match(value as never);
    else expect(actual, name).to.equal(value);
  }
}
