/**
 * What `key` leads to: the name of an entry, several of them with points between, or what the names of tensors begin
 * with before a point. Undefined when it leads nowhere.
 *
 * @example follow(checkpoint, 'state_dict.model') // the tensors of `state_dict` whose names begin with `model.`
 */
export function follow(value: unknown, key: string): unknown {
  const whole = entry(value, key);
  if (whole !== undefined) return whole;
  for (let at = key.lastIndexOf('.'); at > 0; at = key.lastIndexOf('.', at - 1)) {
    const inner = entry(value, key.slice(0, at));
    if (inner !== undefined) return follow(inner, key.slice(at + 1));
  }
  return value instanceof Map ? withPrefix(value, `${key}.`) : undefined;
}

/** Keys may be integers. */
function entry(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  if (!(value instanceof Map)) return undefined;
  return value.get(key) ?? [...value].find(([name]) => String(name) === key)?.[1];
}

function withPrefix(value: ReadonlyMap<unknown, unknown>, prefix: string): unknown {
  const entries = [...value].filter(([name]) => typeof name === 'string' && name.startsWith(prefix));
  return entries.length === 0
    ? undefined
    : new Map(entries.map(([name, tensor]) => [(name as string).slice(prefix.length), tensor]));
}
