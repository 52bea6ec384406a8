/** Reads the files of this machine that a login names. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LoginProblem } from './key-source.ts';
import type { LoginFiles } from './profile-keys.ts';

export const machineFiles: LoginFiles = {
  read: async (path) => {
    try {
      return await readFile(path.startsWith('~/') ? join(homedir(), path.slice(2)) : path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new LoginProblem(`${path} cannot be read (${code ?? 'unknown'}); check its permissions.`, { cause: error });
    }
  },
};
