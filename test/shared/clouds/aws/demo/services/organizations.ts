export const CALLS = 1;
