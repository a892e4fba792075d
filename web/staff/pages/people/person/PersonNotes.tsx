/** What must be seen first: that the person is restricted, and what is about to be erased. */
import { Button } from '@mantine/core';
import { IconHourglass, IconPlayerPause } from '@tabler/icons-react';
import { isSoon } from '../../../../kit/facts/Kept.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import type { PersonProps } from './person-props.ts';

export function PersonNotes({ person }: PersonProps) {
  const { t } = useTexts();
  const { day } = useFormats();
  const { restricted, nextEnd } = person;
  return (
    <>
      {restricted && (
        <div className="s-note s-note-closed">
          <Icon of={IconPlayerPause} />
          <div>
            <p>
              <strong>{t('people.restricted', { day: day(restricted.since) })}</strong>{' '}
              {t('people.restricted-help')}
            </p>
            {restricted.ground && <p>{t('people.restricted-ground', { ground: restricted.ground })}</p>}
          </div>
        </div>
      )}
      {nextEnd && isSoon(nextEnd.on) && (
        <div className="s-note s-note-soon">
          <Icon of={IconHourglass} />
          <div className="s-row">
            <p>{t('people.ends-soon', { count: nextEnd.facts, day: day(nextEnd.on) })}</p>
            <Button
              size="compact-sm"
              variant="subtle"
              color="cloudberry"
              className="s-screen"
              onClick={() => showEnding(nextEnd.on)}
            >
              {t('people.show-ending')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** To the first fact that goes that day; its "kept until" tells why. */
function showEnding(day: string): void {
  const fact = document.querySelector<HTMLElement>(`[data-kept="${CSS.escape(day)}"] .s-kept`);
  fact?.focus();
  fact?.click();
}
