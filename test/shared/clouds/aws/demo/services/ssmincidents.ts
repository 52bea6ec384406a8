export const CALLS = 5;
