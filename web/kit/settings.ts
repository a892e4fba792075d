/** What a user has chosen for this browser: kept in its storage, and read by every part at once. */
import { useSyncExternalStore } from 'react';

export interface Settings {
  readonly language: 'fi' | 'sv' | 'en' | undefined;
  readonly density: 'normal' | 'compact';
  /** WCAG 2.1.4: shortcuts of a single letter can be switched off. */
  readonly letterKeys: boolean;
  readonly lastRegister: string | undefined;
  /** The purpose last chosen in each register. */
  readonly purposes: Readonly<Record<string, string>>;
}

const PLACE = 'seloste-settings';
const DEFAULTS: Settings = {
  language: undefined,
  density: 'normal',
  letterKeys: true,
  lastRegister: undefined,
  purposes: {},
};

const listeners = new Set<() => void>();
let settings: Settings = readStored();

function readStored(): Settings {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(PLACE) ?? '{}') };
  } catch {
    // A browser may forbid storage, and somebody may have written into it: then the choices last as long as the page.
    return DEFAULTS;
  }
}

export const readSettings = (): Settings => settings;

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(settings));
  } catch {
    // As above.
  }
  document.documentElement.dataset.density = settings.density;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSettings = (): Settings => useSyncExternalStore(subscribe, readSettings);
