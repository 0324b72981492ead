export function mean(): Promise<number> {
  return new Promise(() => {});
}
