/** Where policy files are, for every command that takes a folder of them. */
import { globSync } from 'node:fs';

/** The policy files of a folder, however deep, by their paths in it, sorted. Empty if there is none, or no such folder. */
export const policyFilesIn = (folder: string): readonly string[] => globSync('**/*.{yaml,yml}', { cwd: folder }).toSorted();
