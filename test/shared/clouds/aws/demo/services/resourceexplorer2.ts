export const CALLS = 0.34;
