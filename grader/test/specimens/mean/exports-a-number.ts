export const mean = 3;
