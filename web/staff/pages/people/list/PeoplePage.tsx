/** Everybody the chosen purpose may see: found by words, narrowed by conditions, and opened. */
import { Button } from '@mantine/core';
import { IconClipboardText, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { Icon } from '../../../../kit/Icon.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { RowsSkeleton } from '../../../../kit/Skeletons.tsx';
import { useShortcuts } from '../../../../kit/shortcuts.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { usePurpose } from '../../../shell/here.ts';
import { NewPerson, type NewPersonWay } from '../new/NewPerson.tsx';
import { fieldsQuery, usePlace } from '../people.api.ts';
import { useLiveList } from '../person/live.ts';
import '../people.css';
import { PeopleBody } from './PeopleBody.tsx';

export function PeoplePage() {
  const { t } = useTexts();
  const { purpose } = usePurpose();
  const [adding, setAdding] = useState<NewPersonWay>();
  const mayAdd = purpose?.verbs.includes('add') ?? false;
  useShortcuts(mayAdd ? [{ keys: 'n', text: t('people.new'), run: () => setAdding('form') }] : []);
  const actions = mayAdd && (
    <>
      <Button leftSection={<Icon of={IconClipboardText} />} onClick={() => setAdding('paste')}>
        {t('people.paste')}
      </Button>
      <Button variant="filled" leftSection={<Icon of={IconUserPlus} />} onClick={() => setAdding('form')}>
        {t('people.new')}
      </Button>
    </>
  );
  return (
    <Page title={t('people.title')} actions={actions}>
      {purpose?.verbs.includes('read') ? (
        <Suspense fallback={<RowsSkeleton rows={12} />}>
          <OpenPeople onAdd={mayAdd ? () => setAdding('form') : undefined} />
        </Suspense>
      ) : (
        <EmptyPage icon={IconUsers} title={t('people.no-read')}>
          {t('people.no-read-help')}
        </EmptyPage>
      )}
      {adding && <NewPerson way={adding} onClose={() => setAdding(undefined)} />}
    </Page>
  );
}

function OpenPeople({ onAdd }: { onAdd: (() => void) | undefined }) {
  const place = usePlace();
  useLiveList(place);
  const { data: fields, error } = useSuspenseQuery(fieldsQuery(place));
  if (error) return <ProblemNote error={error} />;
  return <PeopleBody fields={fields} place={place} onAdd={onAdd} />;
}
