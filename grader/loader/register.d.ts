/** Loaded for its effect: `require` reads TypeScript of the course from then on. */
export {};
