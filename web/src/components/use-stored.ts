/** A choice that this browser keeps, such as the columns of a table. */
import { useCallback, useState } from 'react';

/** @param isValid whether what is stored, perhaps by another version, can be used */
export function useStored<T>(key: string, usual: T, isValid: (value: unknown) => value is T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const stored = parsed(localStorage.getItem(key));
    return isValid(stored) ? stored : usual;
  });
  const store = useCallback(
    (next: T) => {
      localStorage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    [key],
  );
  return [value, store];
}

function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
