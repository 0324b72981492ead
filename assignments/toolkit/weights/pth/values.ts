/** Dictionaries become maps, tuples, lists and sets arrays, bytes buffers; the rest are the classes of this file. */
export type PickleValue = unknown;

/** A class or function that the pickle named, and nothing else: it is not there. */
export class PickleGlobal {
  constructor(readonly name: string) {}
}

/** An object of which only its kind is known. One of a class derived from `dict` has the dictionary's entries. */
export class PickleObject extends Map<PickleValue, PickleValue> {
  /** @param className the class's name with its module, where that is known */
  constructor(
    readonly kind: string,
    readonly className?: string,
  ) {
    super();
  }
}

/** What the pickle may refer to. */
export interface PickleWorld {
  /** What may be called, by `module.name`: instead of the real one, the function here is. */
  calls: Readonly<Record<string, (...args: PickleValue[]) => PickleValue>>;
  /** Whether a call of another one is an object that may be left out; if not, the file is refused. */
  leavesOut(name: string): boolean;
  /** Gives the object behind a persistent id. */
  persistentLoad(id: PickleValue): PickleValue;
}

export function damaged(how: string): Error {
  return new Error(`damaged: ${how} in its pickle`);
}

export function refused(what: string): Error {
  return new Error(
    `refused: its pickle asks for ${what}, and only tensors of numbers are read. ` +
      'In Python, save the state dict alone: torch.save(model.state_dict(), path)',
  );
}
