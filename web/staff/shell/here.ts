/** Where the user is: which register, under which purpose. */
import { useParams } from '@tanstack/react-router';
import { changeSettings, useSettings } from '../../kit/settings.ts';
import type { Language, LocalText } from '../../kit/texts.ts';
import { type Purpose, queryClient, type Register, sessionQuery, useSignedIn } from '../api/session.ts';

/** A notice need not have every language of ours; then its first one is shown. */
export function localText(text: Partial<LocalText> | string, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text.fi ?? text.sv ?? text.en ?? '';
}

/** The register of the address; elsewhere the one last used, or the first. */
export function useRegister(): Register | undefined {
  const { registers } = useSignedIn();
  const { lastRegister } = useSettings();
  const { register: asked } = useParams({ strict: false });
  if (asked !== undefined) return registers.find(({ key }) => key === asked);
  return registers.find(({ key }) => key === lastRegister) ?? registers[0];
}

/** On pages below a register, where its layout has made sure that there is one. */
export function useThisRegister(): Register {
  const register = useRegister();
  if (register === undefined) throw new Error('This page stands outside a register.');
  return register;
}

const byUse = (one: Purpose, other: Purpose) => Number(one.implicit) - Number(other.implicit);

export interface Here {
  readonly purpose: Purpose | undefined;
  readonly purposes: readonly Purpose[];
  choose(key: string): void;
}

/** The purpose the pages are read under; nothing of the page moves to a new one by itself. */
export function usePurpose(): Here {
  const register = useRegister();
  const { purposes: chosen } = useSettings();
  const purposes = (register?.purposes ?? []).toSorted(byUse);
  const purpose = purposes.find(({ key }) => register && key === chosen[register.key]) ?? purposes[0];
  const choose = (key: string) => {
    if (register === undefined) return;
    changeSettings({ purposes: { ...chosen, [register.key]: key } });
    // What the other purpose showed must not be seen under this one, not even for the blink of a reload.
    queryClient.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] && isIdle(queryKey),
    });
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
    });
  };
  return { purpose, purposes, choose };
}

const isIdle = (queryKey: readonly unknown[]): boolean =>
  queryClient.getQueryCache().find({ queryKey })?.isActive() === false;

/** Whether the user has a task with the verb under any purpose of the register; the server decides again on each call. */
export const mayUse = (register: Register | undefined, verb: string): boolean =>
  register?.purposes.some(({ verbs }) => verbs.includes(verb)) ?? false;
