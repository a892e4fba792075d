/** A page's head: its one heading, what can be done, and the title of the window. */
import { type ReactNode, useEffect } from 'react';

export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Titles of windows show in histories and task bars, so a page about a person gives a neutral one. */
  readonly windowTitle?: string;
  readonly children: ReactNode;
}

export function useWindowTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Seloste`;
  }, [title]);
}

export function Page({ title, lead, actions, windowTitle = title, children }: PageProps) {
  useWindowTitle(windowTitle);
  return (
    <div className="s-page">
      <div className="s-page-head">
        <div className="s-stack s-tight">
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p className="s-muted">{lead}</p>}
        </div>
        {actions && <div className="s-row s-screen">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
