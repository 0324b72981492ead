import { expect } from 'chai';
import fs from 'node:fs';
import { passesCallback, SandboxEnded, StudentError } from '../../../sandbox/host/failures';
import { PlainTensor } from '../../../wire/plain';
import { MODES, startSpecimen, untilGone, type Specimen } from './specimen';

for (const mode of MODES) {
  describe(`a sandbox under ${mode}`, function () {
    this.timeout(30_000);
    let specimen: Specimen;
    const start = (mean: string, limits = {}) => (specimen = startSpecimen({ mode, mean, limits }));
    const failure = (run: Promise<unknown>) =>
      run.then(
        (value) => expect.fail(`it answered ${String(value)}`),
        (error: Error) => error,
      );
    afterEach(async () => {
      await specimen.close();
      expect(await untilGone(specimen.stage), 'processes left').to.deep.equal([]);
      expect(fs.existsSync(specimen.stage.root), 'folder left').to.equal(false);
    });

    it('gives back what student code returns, as data', async () => {
      start(
        'export const mean = (x: number[]) => new Map<unknown, unknown>([["x", [x, NaN, -0, undefined, 2n]]]);',
      );
      const value = await specimen.run('({ mean }, { x }) => mean(x)', { argument: { x: [1] } });
      expect(value).to.deep.equal(new Map([['x', [[1], NaN, -0, undefined, 2n]]]));
    });

    it('passes tensors on as data to a lab without tensors', async () => {
      start('export {};');
      const x = new PlainTensor('float32', [2], Float32Array.of(1, 2));
      expect(await specimen.run('(lab, { x }) => x', { argument: { x } })).to.deep.equal(x);
    });

    it('rejects with what student code throws, its place in the source included', async () => {
      start('\n\nexport function mean() {\n  throw new RangeError("too far");\n}');
      const error = (await failure(specimen.run())) as StudentError;
      expect(error).to.be.instanceOf(StudentError);
      expect(error.error).to.include({ kind: 'threw', name: 'RangeError', message: 'too far' });
      expect(error.error.stack).to.match(/assignments\/warmup\/src\/mean\.ts:4:9/);
    });

    it('says which file and export is missing', async () => {
      start('export const median = 1;');
      const error = (await failure(specimen.run())) as StudentError;
      expect(error.error).to.include({ kind: 'file' });
      expect(error.message).to.equal('src/mean.ts must export a function named "mean"; it exports "median"');
    });

    it('keeps what was printed, bounded', async () => {
      start('export const mean = () => { console.log("x".repeat(5000)); console.error("last"); };', {
        outputKilobytes: 1,
      });
      await specimen.run();
      const output = specimen.session.takeOutput();
      expect(output).to.match(/^x{1024}\n\[\d+ more characters were printed and are not shown\]$/);
      expect(specimen.session.takeOutput()).to.equal('');
    });

    const endings: [string, string, RegExp, object?][] = [
      ['loops for ever', 'for (;;);', /^did not finish in time$/],
      ['exits with 0', 'process.exit(0);', /exited with code 0 before it answered; do not call process.exit/],
      ['exits with 7', 'process.exit(7);', /exited with code 7/],
      ['is killed', 'process.kill(process.pid, "SIGKILL"); for (;;);', /was ended by SIGKILL/],
      ['aborts', 'process.abort();', /was ended by SIG(ABRT|IOT)/],
      [
        'floods stdout',
        'for (;;) require("fs").writeSync(1, "x".repeat(1 << 16));',
        /printed more than 64 MB|in time/,
      ],
      [
        'floods the wire',
        'for (;;) require("fs").writeSync(4, Buffer.alloc(1 << 16, 1));',
        /larger than the wire/,
      ],
      [
        'speaks before it is asked',
        'require("fs").writeSync(4, Buffer.from([14,0,0,0,14,0,0,0,...Buffer.from(\'[["o"],[]]     \')]));',
        /no known form/,
      ],
      [
        'fills the heap',
        'const kept = []; for (;;) kept.push(new Array(1e5).fill(1));',
        /memory/,
        { memoryMegabytes: 160 },
      ],
      [
        'fills buffers',
        'const kept = []; for (let i = 0; i < 40; i++) kept.push(Buffer.alloc(32 << 20, 1)); for (;;);',
        /more than 160 MB of memory/,
        { memoryMegabytes: 160 },
      ],
    ];
    for (const [name, code, message, limits] of endings) {
      it(`ends with the reason when student code ${name}`, async () => {
        start(`export function mean() { ${code} }`, limits);
        const error = (await failure(specimen.run(undefined, { milliseconds: 2500 }))) as SandboxEnded;
        expect(error).to.be.instanceOf(SandboxEnded);
        expect(error.message).to.match(message);
      });
    }

    it('tells where process.exit was called', async () => {
      start('export function mean() {\n  process.exit(3);\n}');
      const { stackOfExit } = (await failure(specimen.run())) as SandboxEnded;
      expect(stackOfExit).to.match(/assignments\/warmup\/src\/mean\.ts:2:11/);
      expect(passesCallback(stackOfExit)).to.equal(true);
    });

    it('is over when more follows an answer, under whatever name', async () => {
      start(`
        import fs from 'node:fs';
        let id = '';
        Object.defineProperty = new Proxy(Object.defineProperty, {
          apply(target, self, parameters: any) {
            if (parameters[1] === 'id') id = String(parameters[2].value);
            return Reflect.apply(target, self, parameters);
          },
        });
        const frame = (id: string) => {
          const json = Buffer.from(JSON.stringify([['o', 'type', 'result', 'id', id, 'value', 1], []]));
          const header = Buffer.alloc(8);
          header.writeUInt32LE(json.length, 0);
          header.writeUInt32LE(json.length, 4);
          return Buffer.concat([header, json]);
        };
        export const mean = (name?: string) =>
          name === undefined ? 0 : fs.writeSync(4, Buffer.concat([frame(id), frame(name || id)]));
      `);
      for (const name of ['answered', '']) {
        expect(await specimen.run()).to.equal(0);
        const error = await failure(
          specimen.run('({ mean }, { name }) => mean(name)', { argument: { name } }),
        );
        expect(error).to.be.instanceOf(SandboxEnded);
        expect(error.message).to.match(/^it sent an answer to no request, which no assignment code does/);
      }
    });

    it('starts a fresh one for the next call, without what the last one left', async () => {
      start(
        'import fs from "fs"; export const mean = () => { fs.writeFileSync(`${process.env.HOME}/left`, ""); (globalThis as any).left = 1; process.exit(1); };',
      );
      await failure(specimen.run());
      const source = '() => [globalThis.left, process.getBuiltinModule("fs").readdirSync(process.env.HOME)]';
      expect(await specimen.run(source)).to.deep.equal([undefined, []]);
    });

    it('loses the call that is open when it is closed', async () => {
      start('export const mean = () => new Promise(() => setInterval(() => {}, 1000));');
      const error = failure(specimen.run());
      await specimen.session.ready();
      await specimen.session.close();
      expect((await error).message).to.equal('the sandbox was closed');
    });

    it('counts an answer that came in time, even if the grader was too busy to look', async () => {
      start('export const mean = () => 1;');
      await specimen.run();
      const answer = specimen.run(undefined, { milliseconds: 300 });
      await new Promise((resolve) => setImmediate(resolve));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
      expect(await answer).to.equal(1);
    });

    it('runs calls one after the other', async () => {
      start('let n = 0; export const mean = () => (n += 1);');
      expect([await specimen.run(), await specimen.run(), await specimen.run()]).to.deep.equal([1, 2, 3]);
    });
  });
}
