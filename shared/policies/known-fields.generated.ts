/** Made by scripts/generate.ts. Do not edit. */
export const KNOWN_FIELDS: Readonly<Record<string, readonly string[]>> = {};
