/** The mark that a creation leaves in a repository's description, until the repository's number is stored. */

const marker = (token: string): string => `[muster:${token}]`;

export const markedDescription = (description: string, token: string): string => `${description} ${marker(token)}`.trimStart();

export const bearsToken = (description: string, token: string): boolean => description.endsWith(marker(token));
