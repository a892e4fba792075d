/** A part of a page: its heading at the side on a wide screen, above on a narrow one. */
import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, help, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="s-section">
      <div className="s-section-head">
        <h2 id={id}>{title}</h2>
        {help && <p className="s-muted s-small">{help}</p>}
      </div>
      <div className="s-section-body s-stack">{children}</div>
    </section>
  );
}
