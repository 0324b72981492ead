/** What a filter is asked about; arguments by their place. */
export interface AskedCall {
  architecture: number;
  number: number;
  arguments?: number[];
}

/** Runs a classic BPF program as the kernel does, and gives its answer. Knows the instructions that filters have. */
export function runFilter(program: Buffer, call: AskedCall): number {
  const data = seccompData(call);
  let accumulator = 0;
  for (let at = 0; ; at += 8) {
    const [code, value] = [program.readUInt16LE(at), program.readUInt32LE(at + 4)];
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else at += 8 * program.readUInt8(at + (isTrue(code, accumulator, value) ? 2 : 3));
  }
}

/** struct seccomp_data. */
function seccompData({ number, architecture, arguments: values = [] }: AskedCall): Buffer {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  values.forEach((value, index) => data.writeBigUInt64LE(BigInt(value), 16 + 8 * index));
  return data;
}

function isTrue(code: number, accumulator: number, value: number): boolean {
  if (code === 0x15) return accumulator === value;
  if (code === 0x35) return accumulator >= value;
  if (code === 0x45) return (accumulator & value) !== 0;
  throw new Error(`no instruction of a filter: ${code}`);
}
