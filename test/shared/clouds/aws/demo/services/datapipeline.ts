export const CALLS = 4;
