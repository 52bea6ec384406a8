export const CALLS = 1.5;
