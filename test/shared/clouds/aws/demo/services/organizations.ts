export const CALLS = 3;
