/** Solution. `await` inside the try catches thrown errors and rejected promises alike. */
export async function retry<T>(action: () => T | Promise<T>, attempts: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= attempts) throw error;
    }
  }
}
