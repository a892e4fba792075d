/** What a cell of the list of people shows, by its column. */
import type { ReactNode } from 'react';
import { Chip } from '../../../../kit/Chip.tsx';
import { isSoon } from '../../../../kit/facts/Kept.tsx';
import { PermissionChip } from '../../../../kit/facts/PermissionChip.tsx';
import { localText } from '../../../shell/here.ts';
import type { FieldsAnswer, PersonRow } from '../people.api.ts';
import { type Reading, shownValue } from '../shown-value.ts';

type Column = FieldsAnswer['columns'][number];

/** Text with its whole length in the tip, since rows are equally high. */
const cut = (text: string): ReactNode => (
  <span className="s-cut" title={text}>
    {text}
  </span>
);

export const nameOf = (row: PersonRow, { t }: Pick<Reading, 't'>): string => row.name || t('people.no-name');

export function cellOf(column: Column, row: PersonRow, fields: FieldsAnswer, reading: Reading): ReactNode {
  const { language, formats } = reading;
  if (column.key.startsWith('item:')) return itemCell(column.key.slice('item:'.length), row, fields, reading);
  switch (column.type) {
    case 'organisations':
      return cut((row.organisations ?? []).map(({ name }) => name).join(', '));
    case 'kinds':
      return cut(
        (row.kinds ?? [])
          .filter(({ live }) => live)
          .map(({ title }) => localText(title, language))
          .join(', '),
      );
    case 'sources':
      return row.source ? cut(localText(row.source.title, language)) : null;
    case 'permissions':
      return permissionsCell(row, reading);
    case 'day':
      if (column.key.startsWith('recorded')) return row.recordedOn && formats.day(row.recordedOn);
      return endCell(row, reading);
    default:
      return column.key === 'name' ? cut(nameOf(row, reading)) : null;
  }
}

function itemCell(key: string, row: PersonRow, fields: FieldsAnswer, reading: Reading): ReactNode {
  const values = row.items[key] ?? [];
  const item = fields.items.find((one) => one.item === key);
  const shown = values.map(({ value }) => shownValue(value, item ?? { type: 'text' }, reading));
  return cut(shown.join(', '));
}

function endCell(row: PersonRow, { formats, t }: Reading): ReactNode {
  if (!row.nextEndOn) return <span className="s-muted s-cut">{t('people.no-end')}</span>;
  const day = formats.day(row.nextEndOn);
  return isSoon(row.nextEndOn) ? <Chip tone="soon">{day}</Chip> : day;
}

const OPEN_STATES: readonly string[] = ['given'];

function permissionsCell(row: PersonRow, { language }: Reading): ReactNode {
  return (row.permissions ?? []).map(({ key, title, state }) => (
    <PermissionChip
      key={key}
      state={state === 'restricted' ? 'restricted' : OPEN_STATES.includes(state) ? 'open' : 'closed'}
    >
      {localText(title, language)}
    </PermissionChip>
  ));
}
