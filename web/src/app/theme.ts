/** The light or the dark theme: the one that somebody has chosen here, or else that of the operating system. */
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useSyncExternalStore } from 'react';

const KEY = 'muster.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function isDark(): boolean {
  const chosen = localStorage.getItem(KEY);
  return chosen === null ? system.matches : chosen === 'dark';
}

export function applyStoredTheme(): void {
  applyMode(isDark() ? Mode.Dark : Mode.Light);
  for (const listener of listeners) listener();
}

system.addEventListener('change', applyStoredTheme);

export function chooseTheme(theme: 'light' | 'dark'): void {
  localStorage.setItem(KEY, theme);
  applyStoredTheme();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): 'light' | 'dark' => (useSyncExternalStore(subscribe, isDark) ? 'dark' : 'light');
