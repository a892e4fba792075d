/** How many there are: exactly when all are loaded or when it is asked; a million people are not counted for each look. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useFormats } from '../../../../kit/formats.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { ApiProblem } from '../../../api/client.ts';
import { type Condition, countPeople, type Place } from '../people.api.ts';

interface HowManyProps {
  readonly place: Place;
  readonly filter: readonly Condition[];
  readonly shown: number;
  readonly more: boolean;
}

export function HowMany(props: HowManyProps) {
  // A count belongs to the conditions it was made under.
  return <Counted key={JSON.stringify([props.place, props.filter])} {...props} />;
}

function Counted({ place, filter, shown, more }: HowManyProps) {
  const { t } = useTexts();
  const { number } = useFormats();
  const count = useMutation({ mutationFn: () => countPeople(place, filter) });
  const text = (people: number, isMore: boolean) =>
    isMore
      ? t('people.more-than', { number: number(people) })
      : t('people.count', { count: people, number: number(people) });
  const asked = count.data && text(count.data.people, count.data.more);
  return (
    <div className="s-row s-small s-muted">
      <span role="status">{asked ?? text(shown, more)}</span>
      {more && asked === undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="s-screen"
          loading={count.isPending}
          onClick={() => count.mutate()}
        >
          {t('people.count-all')}
        </Button>
      )}
      {count.error && <span>{countProblem(count.error, t)}</span>}
    </div>
  );
}

const countProblem = (error: unknown, t: (key: string) => string) =>
  error instanceof ApiProblem && error.code === 'group-too-small'
    ? t('people.count-few')
    : t('people.count-failed');
