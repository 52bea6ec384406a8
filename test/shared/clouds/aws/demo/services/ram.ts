export const CALLS = 9;
