export function train(): void {
  throw new Error('NotImplemented');
}
