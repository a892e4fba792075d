/** "Kept until …" and, one click away, because of what: the notice's sentence for each purpose, holds, and what happens then. */
import { Popover } from '@mantine/core';
import { IconHourglass, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { type Formats, useFormats } from '../formats.ts';
import { Icon } from '../Icon.tsx';
import { type Translate, useTexts } from '../texts.ts';

export type KeptDay = string | 'never' | 'unknown';

export interface KeptEnd {
  readonly purpose: string;
  readonly title: string;
  readonly until: KeptDay;
  /** The notice's rule as it falls on this fact, in a sentence. */
  readonly because: string;
  readonly held: number;
}

export interface KeptProps {
  /** The latest end of all purposes: when the fact goes. */
  readonly until: KeptDay;
  readonly because: string;
  readonly ends: readonly KeptEnd[];
  readonly reviewOn?: string | null | undefined;
  readonly noticeHref: string;
  /** What is kept, for a screen reader: a page has many of these. */
  readonly of: string;
}

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

const isDay = (until: KeptDay): boolean => until !== 'never' && until !== 'unknown';

export const isSoon = (until: KeptDay): boolean =>
  isDay(until) && new Date(until).getTime() - Date.now() < SOON_DAYS * DAY_MS;

/** No end yet: the rule itself stands in the place of a date. */
function keptText(until: KeptDay, t: Translate, { day }: Formats): string {
  if (isDay(until)) return t('facts.kept-until', { day: day(until) });
  return until === 'never' ? t('facts.kept-while') : t('facts.kept-unknown');
}

export function Kept({ until, because, ends, reviewOn, noticeHref, of }: KeptProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const text = keptText(until, t, formats);
  const isHeld = ends.some(({ held }) => held > 0);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={380}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={isSoon(until) ? 's-kept s-chip s-chip-soon' : 's-kept'}
          aria-label={`${of}: ${text}`}
          onClick={() => setOpened(!opened)}
        >
          <Icon of={isHeld ? IconLock : IconHourglass} size={14} />
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown data-autofocus tabIndex={-1}>
        <div className="s-stack s-tight s-why">
          <h3>{text}</h3>
          {because !== '' && <p>{because}</p>}
          <Ends ends={ends} told={because} />
          {isHeld && <p className="s-muted">{t('facts.held')}</p>}
          {isDay(until) && <p className="s-muted">{t('facts.then', { day: formats.day(until) })}</p>}
          {reviewOn && <p className="s-muted">{t('facts.review-on', { day: formats.day(reviewOn) })}</p>}
          <a href={noticeHref} target="_blank" rel="noreferrer">
            {t('facts.read-rule')}
          </a>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Purposes that end alike are told together, and those that end as was said already are not told again. */
function Ends({ ends, told }: { ends: readonly KeptEnd[]; told: string }) {
  const { t } = useTexts();
  const formats = useFormats();
  const alike = [...Map.groupBy(ends, ({ until, because }) => because || keptText(until, t, formats))];
  const others = alike.filter(([sentence]) => sentence !== told);
  if (others.length === 0) return null;
  return (
    <dl className="s-ends">
      {others.map(([sentence, purposes]) => (
        <div key={sentence}>
          <dt>{purposes.map(({ title }) => title).join(', ')}</dt>
          <dd>{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
