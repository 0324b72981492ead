export function mean() {
  const result: Record<string, unknown> = {};
  result.self = result;
  return result;
}
