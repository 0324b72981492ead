import type { MersenneTwister } from './mersenne-twister';

/**
 * A place in a generator's sequence. Going there takes time, so nobody does before something is drawn there; many
 * models are built and loaded without it.
 */
export class Place {
  #twister: MersenneTwister | undefined;
  #way: { from: Place; words: number } | undefined;

  private constructor(twister: MersenneTwister | undefined, way: { from: Place; words: number } | undefined) {
    this.#twister = twister;
    this.#way = way;
  }

  /** @param twister stands there, and belongs to the place from now on */
  static of(twister: MersenneTwister): Place {
    return new Place(twister, undefined);
  }

  /** The place that many words further on. */
  after(words: number): Place {
    return new Place(undefined, { from: this, words });
  }

  /** A twister that stands there, for the caller to draw from. */
  visit(): MersenneTwister {
    const ahead: { place: Place; words: number }[] = [];
    let twister = this.#twister;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- a walk from place to place starts at this one
    for (let place: Place = this; !twister; twister = place.#twister) {
      const { from, words } = place.#way!;
      ahead.push({ place, words });
      place = from;
    }
    for (const { place, words } of ahead.reverse()) {
      twister = twister.clone();
      twister.skip(words);
      place.arrive(twister);
    }
    return twister.clone();
  }

  /** Tells the place about a twister that has come to stand there and will not be drawn from again. */
  arrive(twister: MersenneTwister): void {
    this.#twister ??= twister;
    this.#way = undefined;
  }
}
