/**
 * What has just been done, with a way to undo it. A toast is polite (role status), stays ten seconds, and waits while it is pointed at
 * or has the focus. Errors are never only here.
 */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTexts } from './texts.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

const SHOWN_MS = 10_000;
/** More would cover the page; the oldest goes. */
const LIMIT = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(text: string, undo?: () => void): void {
  change([...toasts, { id: nextId++, text, undo }].slice(-LIMIT));
}

const close = (id: number) => change(toasts.filter((toast) => toast.id !== id));

/** Ctrl+Z undoes the newest that can be undone; false when there is none. */
export function undoNewest(): boolean {
  const newest = toasts.findLast((toast) => toast.undo !== undefined);
  if (newest === undefined) return false;
  close(newest.id);
  newest.undo?.();
  return true;
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="s-toasts s-screen" role="status">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  const { t } = useTexts();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  const undo = () => {
    close(toast.id);
    toast.undo?.();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only makes it wait; what can be done are the buttons.
    <div
      className="s-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <Button size="compact-sm" variant="subtle" onClick={undo}>
          {t('kit.undo')}
        </Button>
      )}
      <CloseButton aria-label={t('kit.close')} onClick={() => close(toast.id)} />
    </div>
  );
}
