/** Nothing here yet: what this is, one action, and where to learn more. */
import type { ReactNode } from 'react';
import { Icon, type IconKind } from './Icon.tsx';

export interface EmptyPageProps {
  readonly icon: IconKind;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyPage({ icon, title, children, action }: EmptyPageProps) {
  return (
    <div className="s-empty">
      <Icon of={icon} size={24} />
      <h2>{title}</h2>
      {children && <p className="s-muted">{children}</p>}
      {action}
    </div>
  );
}
