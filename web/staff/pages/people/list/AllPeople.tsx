/** The list itself, page after page as it is scrolled. */
import { Button } from '@mantine/core';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import type { ListColumn } from '../../../../kit/list/list-props.ts';
import { RecordList } from '../../../../kit/list/RecordList.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { RowsSkeleton } from '../../../../kit/Skeletons.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import { type FieldsAnswer, type PersonRow, type Place, peopleQuery, type Sort } from '../people.api.ts';
import type { Reading } from '../shown-value.ts';
import { cellOf, nameOf } from './cells.tsx';
import { HowMany } from './HowMany.tsx';
import { lastOpened, openedFrom } from './opened.ts';
import type { PeopleView } from './view.ts';

interface AllPeopleProps {
  readonly place: Place;
  readonly fields: FieldsAnswer;
  readonly view: PeopleView;
  readonly onAdd: (() => void) | undefined;
}

export function AllPeople({ place, fields, view, onAdd }: AllPeopleProps) {
  const { t } = useTexts();
  const columns = shownColumns(fields, view.columns);
  const sort = view.sort ?? fields.defaults.sort;
  const query = useInfiniteQuery(peopleQuery(place, { sort, columns: keysOf(columns), filter: view.filter }));
  const list = useRows(fields, view, columns, sort);
  const navigate = useNavigate();
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const problem = isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return problem || <RowsSkeleton rows={12} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return problem || <NoRows view={view} onAdd={onAdd} />;
  const open = (row: PersonRow) => {
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
      <HowMany place={place} filter={view.filter} shown={rows.length} more={hasNextPage} />
      <RecordList
        label={t('people.title')}
        {...list}
        rows={rows}
        idOf={({ id }) => id}
        onOpen={open}
        hasMore={hasNextPage}
        onMore={more}
        startAt={lastOpened(place)}
      />
      {problem}
    </>
  );
}

type Column = FieldsAnswer['columns'][number];

const keysOf = (columns: readonly Column[]) => columns.map(({ key }) => key).filter((key) => key !== NAME);

/** Columns that this purpose does not have are left out; the name is always there. */
function shownColumns(fields: FieldsAnswer, wanted: readonly string[] | undefined): Column[] {
  const known = (wanted ?? fields.defaults.columns).flatMap(
    (key) => fields.columns.find((column) => column.key === key) ?? [],
  );
  const name = fields.columns.filter(({ key }) => key === NAME);
  return [...name, ...known.filter(({ key }) => key !== NAME)];
}

const NAME = 'name';

const SORT_OF_COLUMN: Readonly<Record<string, readonly [Sort, Sort?]>> = {
  name: ['name', '-name'],
  recorded: ['recorded', '-recorded'],
  'next-end': ['due'],
};

function useRows(fields: FieldsAnswer, view: PeopleView, columns: readonly Column[], sort: Sort) {
  const { t, language } = useTexts();
  const formats = useFormats();
  const reading: Reading = { t, language, formats };
  const [first, ...others] = columns;
  const asColumn = (column: Column): ListColumn<PersonRow> => {
    const [up, down] = (SORT_OF_COLUMN[column.key] ?? []).filter((one) => one && fields.sorts.includes(one));
    return {
      key: column.key,
      title: localText(column.title, language),
      width: column === first || column.type === 'email' ? 'minmax(9rem, 1.6fr)' : 'minmax(5rem, 1fr)',
      cell: (row) => cellOf(column, row, fields, reading),
      sorted: sort === up ? 'ascending' : down && sort === down ? 'descending' : undefined,
      onSort: up && (() => view.setSort(sort === up && down ? down : up)),
    };
  };
  return {
    columns: columns.map(asColumn),
    card: (row: PersonRow) => (
      <>
        <strong className="s-cut">{nameOf(row, reading)}</strong>
        {others.slice(0, 3).map((column) => (
          <span key={column.key} className="s-cut s-small s-muted">
            {cellOf(column, row, fields, reading)}
          </span>
        ))}
      </>
    ),
  };
}

/** Nobody yet, and nobody who fits, are different things. */
function NoRows({ view, onAdd }: { view: PeopleView; onAdd: (() => void) | undefined }) {
  const { t } = useTexts();
  if (view.filter.length > 0)
    return (
      <EmptyPage
        icon={IconFilterOff}
        title={t('people.no-match')}
        action={<Button onClick={() => view.setFilter([])}>{t('people.remove-filters')}</Button>}
      >
        {t('people.no-match-help')}
      </EmptyPage>
    );
  return (
    <EmptyPage
      icon={IconUsers}
      title={t('people.none')}
      {...(onAdd && { action: <Button onClick={onAdd}>{t('people.new')}</Button> })}
    >
      {t('people.none-help')}
    </EmptyPage>
  );
}
