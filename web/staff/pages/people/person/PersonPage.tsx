/** One person, as the chosen purpose sees them: facts with their proof, permissions, and what happened. */
import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { Page, useWindowTitle } from '../../../../kit/Page.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { RowsSkeleton } from '../../../../kit/Skeletons.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { ApiProblem } from '../../../api/client.ts';
import { fieldsQuery, personQuery, usePlace } from '../people.api.ts';
import '../people.css';
import { useLivePerson } from './live.ts';
import { PersonDetails } from './PersonDetails.tsx';

export function PersonPage() {
  const { t } = useTexts();
  const place = usePlace();
  const { person: id = '' } = useParams({ strict: false });
  const person = useQuery(personQuery(place, id));
  const fields = useQuery(fieldsQuery(place));
  useLivePerson(place, id);
  useWindowTitle(t('people.one'));
  const problem = person.error ?? fields.error;
  if (person.data && fields.data && !isGone(person.error))
    return <PersonDetails key={id} person={person.data} fields={fields.data} place={place} />;
  if (isGone(problem))
    return (
      <Page title={t('people.gone')} windowTitle={t('people.one')}>
        <EmptyPage icon={IconUserOff} title={t('people.gone-title')}>
          {t('people.gone-help')}
        </EmptyPage>
      </Page>
    );
  if (problem)
    return (
      <Page title={t('people.one')}>
        <ProblemNote error={problem} onRetry={() => void Promise.all([person.refetch(), fields.refetch()])} />
      </Page>
    );
  return <RowsSkeleton rows={10} />;
}

const isGone = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'not-found';
