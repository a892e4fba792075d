/**
 * A "cannot" that explains itself: what cannot be done, the notice's sentence, and what would open it. The control is visible and takes
 * the focus (a native disabled button could not), and activating it opens the reason.
 */
import { Button, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { IconKind } from '../Icon.tsx';
import { Icon } from '../Icon.tsx';
import { useTexts } from '../texts.ts';

export interface WhyProps {
  readonly label: string;
  readonly icon?: IconKind;
  /** What cannot be done, in a sentence. */
  readonly what: string;
  /** The notice's own sentence, quoted. */
  readonly quote?: string | undefined;
  readonly quoteFrom?: string | undefined;
  /** What would open it, or who decides. */
  readonly remedy?: ReactNode;
  readonly noticeHref: string;
}

export function WhyPopover({ label, icon, what, quote, quoteFrom, remedy, noticeHref }: WhyProps) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={360} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button
          aria-disabled="true"
          className="s-cannot"
          {...(icon && { leftSection: <Icon of={icon} /> })}
          onClick={() => setOpened(!opened)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1} data-autofocus>
        <div className="s-stack s-tight s-why">
          <p>{what}</p>
          {quote && <blockquote>”{quote}”</blockquote>}
          {quoteFrom && <p className="s-muted s-small">{quoteFrom}</p>}
          {remedy && <p>{remedy}</p>}
          <a href={noticeHref} target="_blank" rel="noreferrer">
            {t('facts.read-notice')}
          </a>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
