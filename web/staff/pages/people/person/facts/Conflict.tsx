/** "Muuttui juuri": a colleague changed the same fact meanwhile. Both values are there, and the user says which one stays. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useFormats } from '../../../../../kit/formats.ts';
import { useTexts } from '../../../../../kit/texts.ts';
import { ApiProblem } from '../../../../api/client.ts';
import { queryClient } from '../../../../api/session.ts';
import { localText } from '../../../../shell/here.ts';
import { type Addable, type FactAnswer, type Place, personQuery } from '../../people.api.ts';
import { shownValue } from '../../shown-value.ts';
import { partsOf, type Typed } from './value-fields.tsx';

/** The fact as it is now, when the refusal says that it has changed; undefined for every other refusal. */
export async function findConflict(
  refusal: unknown,
  place: Place,
  person: string,
  fact: string,
): Promise<FactAnswer | undefined> {
  if (!(refusal instanceof ApiProblem) || refusal.code !== 'edit-conflict') return undefined;
  const now = await queryClient.fetchQuery({ ...personQuery(place, person), staleTime: 0 });
  return now.groups.flatMap(({ facts }) => facts).find(({ id }) => id === fact);
}

interface ConflictProps {
  readonly theirs: FactAnswer;
  readonly item: Addable;
  readonly mine: Typed;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

export function Conflict({ theirs, item, mine, onMine, onTheirs }: ConflictProps) {
  const { t, language } = useTexts();
  const formats = useFormats();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.focus(), []);
  const reading = { t, language, formats };
  const typed = partsOf(item)
    .map((part) => shownValue(mine[part] ?? '', item, reading))
    .filter(Boolean)
    .join(' ');
  const now = theirs.label ? localText(theirs.label, language) : shownValue(theirs.value, item, reading);
  return (
    <div ref={bar} tabIndex={-1} role="alert" className="s-note s-note-soon s-conflict">
      <div className="s-stack s-tight">
        <p>
          {t('people.changed-meanwhile', {
            who: theirs.recordedBy ?? t('people.somebody'),
            time: formats.time(theirs.recordedAt),
          })}
        </p>
        <div className="s-row">
          <Button size="compact-sm" onClick={onTheirs}>
            {t('people.keep-theirs', { value: now })}
          </Button>
          <Button size="compact-sm" onClick={onMine}>
            {t('people.keep-mine', { value: typed })}
          </Button>
        </div>
      </div>
    </div>
  );
}
