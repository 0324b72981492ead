/** `npm run setup:tensorflow -- [--from PATH | --wheel FILE|NAME] [--force]` */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_WHEEL, setupTensorflow } from './setup-tensorflow';
import { SetupError } from './setup-error';

const USAGE = `Usage: npm run setup:tensorflow -- [options]
  --from PATH        a folder with libtensorflow (lib/ and include/), or one of its .so files
  --wheel FILE|NAME  a Python wheel, or what pip is asked for, such as tensorflow (CUDA 12) or
                     tensorflow-cpu==2.19.1; without --from and --wheel: ${DEFAULT_WHEEL}
  --force            do it again although the device already works
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      wheel: { type: 'string' },
      force: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return print(USAGE);
  // npm runs scripts in the folder that has node_modules.
  const root = process.cwd();
  const { from, wheel, force } = values;
  const result = await setupTensorflow({
    root,
    from: given(from),
    wheel: givenWheel(wheel),
    force,
    log: (line) => print(`${line}\n`),
  });
  const state = result.changed ? 'now works' : 'already worked; nothing was changed';
  print(
    `The tensorflow device ${state}: TensorFlow ${result.version} on ${result.processor.toUpperCase()}.\n`,
  );
}

/** npm runs scripts in the root; a person means the folder they stand in. */
function given(file: string | undefined): string | undefined {
  return file && path.resolve(process.env.INIT_CWD ?? '.', file);
}

function givenWheel(wheel: string | undefined): string | undefined {
  return wheel?.endsWith('.whl') ? given(wheel) : wheel;
}

function print(text: string): void {
  process.stdout.write(text);
}

main().catch((error: Error) => {
  const expected =
    error instanceof SetupError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
