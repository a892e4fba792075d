/**
 * A form's state. Nothing is complained about before the first submit; after it each field is checked when it is left. What the server
 * refuses is shown at the field it names.
 */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type Translate, useTexts } from './texts.ts';

type Errors<Values> = Partial<Record<keyof Values & string, string>>;

export interface FormOptions<Values> {
  readonly initial: Values;
  /** A sentence for each field that is not right: what is wrong and how to mend it. */
  readonly check?: (values: Values) => Errors<Values>;
  readonly send: (values: Values) => Promise<void>;
}

interface ServerProblem {
  readonly fields?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

export function useForm<Values extends object>({ initial, check, send }: FormOptions<Values>) {
  const { t } = useTexts();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  // A dialog may ask for the same thing as the page under it.
  const id = useId();
  const idOf = (name: string) => `${id}-${name}`;

  const set = <Name extends keyof Values>(name: Name, value: Values[Name]) =>
    setValues((before) => ({ ...before, [name]: value }));

  // The summary takes the focus after it has been drawn.
  useEffect(() => {
    if (tried > 0) summary.current?.focus();
  }, [tried]);

  const refuse = (found: Errors<Values>, error?: unknown) => {
    setErrors(found);
    setProblem(error);
    setTried((count) => count + 1);
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (sending) return;
    const found = check?.(values) ?? {};
    if (Object.keys(found).length > 0) return refuse(found);
    setErrors({});
    setProblem(undefined);
    setSending(true);
    try {
      await send(values);
    } catch (error) {
      refuse(fieldErrors(error, values, t), error);
    } finally {
      setSending(false);
    }
  };

  const recheck = () => {
    if (tried > 0) whenReleased(() => setErrors(check?.(values) ?? {}));
  };

  const reset = (next: Values = initial) => {
    setValues(next);
    setErrors({});
    setProblem(undefined);
    setTried(0);
  };

  return { values, errors, problem, sending, summary, idOf, set, submit, recheck, reset };
}

/** The click comes right after the pointer is let go. */
const CLICK_MS = 50;

let isPressed = false;
document.addEventListener('pointerdown', () => {
  isPressed = true;
});
document.addEventListener('pointerup', () => {
  isPressed = false;
});

/**
 * A field is also left by pressing a button. A complaint that comes or goes moves the page, and the button would be gone from under the
 * pointer before it is let go; so the page moves after the click.
 */
function whenReleased(move: () => void): void {
  if (isPressed) document.addEventListener('pointerup', () => setTimeout(move, CLICK_MS), { once: true });
  else move();
}

/** By the code, in the reader's language; the server's own message is English. */
function fieldErrors<Values extends object>(error: unknown, values: Values, t: Translate): Errors<Values> {
  const { fields = [] } = (error ?? {}) as ServerProblem;
  const known = fields.filter(({ path }) => path in values);
  const entries = known.map(({ path, code, message }) => [
    path,
    t(`field.${code}`, { defaultValue: message }),
  ]);
  return Object.fromEntries(entries) as Errors<Values>;
}

export type Form<Values extends object> = ReturnType<typeof useForm<Values>>;

/** The attributes of a text field; its id is what the summary links to. */
export function fieldOf<Values extends object>(form: Form<Values>, name: keyof Values & string) {
  return {
    id: form.idOf(name),
    name,
    value: String(form.values[name] ?? ''),
    error: form.errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value as Values[typeof name]),
    onBlur: form.recheck,
  };
}
