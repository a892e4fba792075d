/** Facts in the notice's groups: the label, the value large, and on the same line, small, where it came from and until when it is kept. */
import { type ReactNode, useId } from 'react';
import './facts.css';

interface FactGroupProps {
  readonly title: string;
  /** A group without facts is there to add one to, and on no paper. */
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

export function FactGroup({ title, isEmpty, children }: FactGroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={isEmpty ? 's-facts s-screen' : 's-facts'}>
      <h2 id={id}>{title}</h2>
      <div className="s-fact-lines">{children}</div>
    </section>
  );
}

interface FactLineProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Source, date and who; without it and `kept` the value has the whole line. */
  readonly provenance?: ReactNode;
  readonly kept?: ReactNode;
}

export function FactLine({ label, children, provenance, kept }: FactLineProps) {
  const isPlain = !provenance && !kept;
  return (
    <div className={isPlain ? 's-fact s-fact-wide' : 's-fact'}>
      <div className="s-fact-label">{label}</div>
      <div className="s-fact-value">{children}</div>
      {!isPlain && (
        <div className="s-fact-from">
          {provenance}
          {kept}
        </div>
      )}
    </div>
  );
}
