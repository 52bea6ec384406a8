/** The state of a view in its address, so that every view is a link. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export interface AddressState {
  /** The value of a name; undefined if the address does not have it, or has it empty. */
  one(name: string): string | undefined;
  /** All values of a name that may stand there several times. */
  all(name: string): readonly string[];
  /** Sets names to values; an empty list or undefined takes a name out of the address. */
  set(changes: Readonly<Record<string, string | readonly string[] | undefined>>): void;
}

export function useAddress(): AddressState {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (changes: Parameters<AddressState['set']>[0]) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            after.delete(name);
            for (const each of value === undefined ? [] : [value].flat()) after.append(name, each);
          }
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return { one: (name) => parameters.get(name) || undefined, all: (name) => parameters.getAll(name), set };
}
