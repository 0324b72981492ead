export function mean(): number {
  throw undefined;
}
