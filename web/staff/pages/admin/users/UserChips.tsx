/** A user's states in a word each. */
import { IconBan, IconCheck, IconFileText, IconMail, IconShieldCheck } from '@tabler/icons-react';
import { Chip } from '../../../../kit/Chip.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { useTexts } from '../../../../kit/texts.ts';
import type { User } from '../admin.api.ts';

const STATES = {
  invited: { tone: 'soon', icon: IconMail },
  active: { tone: 'open', icon: IconCheck },
  ended: { tone: 'closed', icon: IconBan },
} as const;

export function StateChip({ state }: { state: User['state'] }) {
  const { t } = useTexts();
  return <Chip {...STATES[state]}>{t(`users.state.${state}`)}</Chip>;
}

/** Short where a column's head says what it is about. */
export function FactorChip({ on, short = false }: { on: boolean; short?: boolean }) {
  const { t } = useTexts();
  return on ? (
    <Chip tone="open" icon={IconShieldCheck}>
      {t(short ? 'users.factor-short' : 'users.factor-on')}
    </Chip>
  ) : (
    <span className="s-muted">{t(short ? 'users.factor-none' : 'users.factor-off')}</span>
  );
}

export function UndertakingChip({ signedOn }: { signedOn: string | null }) {
  const { t } = useTexts();
  const { day } = useFormats();
  return signedOn ? (
    <Chip tone="open" icon={IconFileText}>
      {t('users.signed', { day: day(signedOn) })}
    </Chip>
  ) : (
    <span className="s-muted">{t('users.unsigned')}</span>
  );
}
