/** Six digits in one field: a phone offers the numbers and the code that came, and a code is pasted with or without its space. */
import { TextInput } from '@mantine/core';
import { type Form, fieldOf } from '../../kit/form.ts';

interface CodeFieldProps {
  readonly form: Form<{ code: string }>;
  readonly label: string;
  readonly help: string;
}

export function CodeField({ form, label, help }: CodeFieldProps) {
  const field = fieldOf(form, 'code');
  return (
    <TextInput
      {...field}
      onChange={(event) => form.set('code', event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
      label={label}
      description={help}
      inputMode="numeric"
      autoComplete="one-time-code"
      data-autofocus
      className="s-code"
    />
  );
}
