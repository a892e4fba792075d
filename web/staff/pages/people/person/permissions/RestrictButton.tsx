/** Restriction of processing (Art. 18): everything of the person is only kept, until it is lifted. */
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { Icon } from '../../../../../kit/Icon.tsx';
import { useTexts } from '../../../../../kit/texts.ts';
import type { PersonProps } from '../person-props.ts';
import { AnswerDialog } from './AnswerDialog.tsx';

export function RestrictButton(props: PersonProps) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  if (!props.person.allowed.add) return null;
  const kind = props.person.restricted === null ? 'restriction' : 'restriction-lifted';
  return (
    <>
      <Button
        leftSection={<Icon of={kind === 'restriction' ? IconPlayerPause : IconPlayerPlay} />}
        onClick={() => setAsking(true)}
      >
        {t(`people.answer.${kind}`)}
      </Button>
      {asking && <AnswerDialog {...props} kind={kind} onClose={() => setAsking(false)} />}
    </>
  );
}
