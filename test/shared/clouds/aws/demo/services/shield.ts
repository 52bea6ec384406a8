export const CALLS = 2;
