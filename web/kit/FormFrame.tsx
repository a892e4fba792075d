/** A form's frame: the summary of what to mend, with links to the fields, takes the focus when a submit was refused. */
import type { ReactNode } from 'react';
import type { Form } from './form.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { useTexts } from './texts.ts';

export interface FormFrameProps<Values extends object> {
  readonly form: Form<Values>;
  readonly children: ReactNode;
  readonly label?: string;
}

export function FormFrame<Values extends object>({ form, children, label }: FormFrameProps<Values>) {
  return (
    <form
      noValidate
      aria-label={label}
      className="s-stack"
      onSubmit={(event) => void form.submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.submit(event);
      }}
    >
      <div ref={form.summary} tabIndex={-1} className="s-summary">
        <Summary form={form} />
      </div>
      {children}
    </form>
  );
}

function Summary<Values extends object>({ form }: { form: Form<Values> }) {
  const { t } = useTexts();
  const errors = Object.entries<string | undefined>(form.errors);
  if (errors.length === 0) return form.problem ? <ProblemNote error={form.problem} /> : null;
  return (
    <div className="s-note s-note-closed">
      <div>
        <p>
          <strong>{t('kit.mend', { count: errors.length })}</strong>
        </p>
        <ul>
          {errors.map(([name, error]) => (
            <li key={name}>
              <a
                href={`#${form.idOf(name)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(form.idOf(name))?.focus();
                }}
              >
                {error}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
