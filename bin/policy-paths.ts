/** Where policy files are, for every command that takes a folder of them. */
import { globSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * The policy files of a folder, however deep, by their paths in it, sorted. Empty if there is none, or no such folder. Hidden files and
 * folders and `node_modules` are left out: what they hold belongs to other tools.
 */
export const policyFilesIn = (folder: string): readonly string[] =>
  globSync('**/*.{yaml,yml}', { cwd: folder, exclude: isForeign }).toSorted();

const isForeign = (path: string): boolean => basename(path).startsWith('.') || basename(path) === 'node_modules';
