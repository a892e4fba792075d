/** Those whom the typed words found, the best first, each with what it was found by. */
import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import type { ListColumn } from '../../../../kit/list/list-props.ts';
import { RecordList } from '../../../../kit/list/RecordList.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { RowsSkeleton } from '../../../../kit/Skeletons.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import { type FieldsAnswer, type Found, type Place, searchQuery } from '../people.api.ts';
import { type Reading, shownValue } from '../shown-value.ts';
import { lastOpened, openedFrom } from './opened.ts';

interface FoundPeopleProps {
  readonly place: Place;
  readonly fields: FieldsAnswer;
  readonly words: string;
  readonly onClear: () => void;
}

type FoundRow = Found['rows'][number];

const none = () => undefined;

export function FoundPeople({ place, fields, words, onClear }: FoundPeopleProps) {
  const { t } = useTexts();
  const query = useQuery({ ...searchQuery(place, words), placeholderData: keepPreviousData });
  const navigate = useNavigate();
  const list = useFoundColumns(fields);
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <RowsSkeleton rows={8} />;
  const { rows, more } = query.data;
  if (rows.length === 0)
    return (
      <EmptyPage
        icon={IconSearchOff}
        title={t('people.none-found')}
        action={<Button onClick={onClear}>{t('people.clear-search')}</Button>}
      >
        {t('people.none-found-help')}
      </EmptyPage>
    );
  const open = (row: FoundRow) => {
    openedFrom(
      place,
      rows.map(({ id }) => id),
      row.id,
    );
    void navigate({
      to: '/registers/$register/people/$person',
      params: { register: place.register, person: row.id },
    });
  };
  return (
    <>
      <p className="s-small s-muted" role="status">
        {more ? t('people.found-best', { count: rows.length }) : t('people.found', { count: rows.length })}
      </p>
      <RecordList
        key={words}
        label={t('people.found-list')}
        {...list}
        rows={rows}
        idOf={({ id }) => id}
        onOpen={open}
        hasMore={false}
        onMore={none}
        startAt={lastOpened(place)}
      />
    </>
  );
}

function useFoundColumns(fields: FieldsAnswer) {
  const { t, language } = useTexts();
  const formats = useFormats();
  const reading: Reading = { t, language, formats };
  const nameOf = (row: FoundRow) => row.name || t('people.no-name');
  const organisationsOf = (row: FoundRow) => row.organisations.map(({ name }) => name).join(', ');
  const becauseOf = (row: FoundRow) =>
    row.because
      .map(({ item, title, value, match }) => {
        const known = fields.items.find((one) => one.item === item);
        const shown = shownValue(value, known ?? { type: 'text' }, reading);
        const words = `${localText(title, language)}: ${shown}`;
        return match === 'similar' ? t('people.similar-to', { words }) : words;
      })
      .join(' · ');
  const cut = (text: string) => (
    <span className="s-cut" title={text}>
      {text}
    </span>
  );
  const columns: ListColumn<FoundRow>[] = [
    { key: 'name', title: t('people.name'), width: 'minmax(10rem, 1fr)', cell: (row) => cut(nameOf(row)) },
    { key: 'organisations', title: t('people.organisation'), cell: (row) => cut(organisationsOf(row)) },
    {
      key: 'because',
      title: t('people.found-by'),
      width: 'minmax(10rem, 1.4fr)',
      cell: (row) => cut(becauseOf(row)),
    },
  ];
  const card = (row: FoundRow) => (
    <>
      <strong className="s-cut">{nameOf(row)}</strong>
      <span className="s-cut s-small s-muted">{organisationsOf(row)}</span>
      <span className="s-cut s-small s-muted">{becauseOf(row)}</span>
    </>
  );
  return { columns, card };
}
