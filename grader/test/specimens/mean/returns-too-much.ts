export function mean() {
  return Array.from({ length: 300_000 }, (_, index) => index);
}
