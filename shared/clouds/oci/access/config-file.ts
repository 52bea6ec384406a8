/** Reads the configuration file of Oracle's own tools (`~/.oci/config`). */
import { LoginProblem } from './key-source.ts';

export const DEFAULT_CONFIG_FILE = '~/.oci/config';
export const DEFAULT_PROFILE = 'DEFAULT';

/** The entries of one profile; those of `DEFAULT` stand in for the ones that it lacks. */
export type Profile = ReadonlyMap<string, string>;

/**
 * Parses the file and chooses a profile. `file` is the file's name as the user knows it.
 * @throws LoginProblem for a file that cannot be parsed, or if it has no such profile
 */
export function profileIn(text: string, profile: string, file: string): Profile {
  const profiles = profilesOf(text, file);
  const chosen = profiles.get(profile);
  if (!chosen) {
    const names = [...profiles.keys()].map((name) => name.slice(0, MAX_NAME));
    throw new LoginProblem(
      `${file} has no profile ${profile}; ${names.length === 0 ? 'it has none: run oci setup config' : `it has ${names.join(', ')}`}.`,
    );
  }
  return new Map([...(profiles.get(DEFAULT_PROFILE) ?? []), ...chosen]);
}

/** No message becomes longer by a name. */
const MAX_NAME = 64;

function profilesOf(text: string, file: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const profiles = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = line.trim();
    if (written === '' || written.startsWith('#') || written.startsWith(';')) continue;
    const section = /^\[(.+)\]$/.exec(written)?.[1]?.trim();
    const [, key, value] = /^([^=]+)=(.*)$/.exec(written) ?? [];
    if (section !== undefined) {
      current = profiles.get(section) ?? new Map<string, string>();
      profiles.set(section, current);
    } else if (key !== undefined && value !== undefined && current) {
      current.set(key.trim(), value.trim());
    } else {
      throw new LoginProblem(`line ${index + 1} of ${file} is neither [profile] nor key=value within a profile; correct it.`);
    }
  }
  return profiles;
}
