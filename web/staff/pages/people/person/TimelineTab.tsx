/** Everything that happened, newest first, by month; one's own can be picked out. */
import { Checkbox } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import { type TimelineRow, timelineQuery } from '../people.api.ts';
import type { PersonProps } from './person-props.ts';

export function TimelineTab({ person, place }: PersonProps) {
  const { t } = useTexts();
  const [mine, setMine] = useState(false);
  const query = useInfiniteQuery(timelineQuery(place, person.id));
  return (
    <ListPages query={query} empty={<EmptyPage icon={IconTimeline} title={t('people.nothing-yet')} />}>
      {(rows) => (
        <div className="s-stack">
          <Checkbox
            label={t('people.only-mine')}
            checked={mine}
            onChange={(event) => setMine(event.currentTarget.checked)}
          />
          <Months rows={mine ? rows.filter((row) => row.mine) : rows} />
        </div>
      )}
    </ListPages>
  );
}

function Months({ rows }: { rows: readonly TimelineRow[] }) {
  const { language, t } = useTexts();
  const name = new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Helsinki',
  });
  const months = Map.groupBy(rows, ({ at }) => name.format(new Date(at)));
  if (rows.length === 0) return <p className="s-muted">{t('people.nothing-mine')}</p>;
  return [...months].map(([month, events], index) => (
    <details key={month} open={index === 0} className="s-month">
      <summary>
        {month} <span className="s-muted">({events.length})</span>
      </summary>
      <ol className="s-list s-panel-lines">
        {events.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
    </details>
  ));
}

const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

function Event({ event }: { event: TimelineRow }) {
  const { t, language } = useTexts();
  const { day, moment } = useFormats();
  const { at, title, detail, by, kind } = event;
  const words = kind === 'permission' && detail ? t(`people.answered.${detail}`) : detail;
  return (
    <li>
      <div>
        <span>{t(`people.event.${kind}`)}: </span>
        {localText(title, language)}
        {words && <span className="s-muted"> · {words}</span>}
      </div>
      <div className="s-small s-muted">
        {[IS_DAY.test(at) ? day(at) : moment(at), by].filter(Boolean).join(' · ')}
      </div>
    </li>
  );
}
