export async function retry<T>(action: () => T | Promise<T>): Promise<T> {
  return action();
}
