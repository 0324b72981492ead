class Mean {
  constructor(readonly value: number) {}
}

export function mean(values: number[]) {
  return { result: new Mean(values.length) };
}
