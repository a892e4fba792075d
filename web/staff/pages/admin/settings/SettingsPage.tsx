/** What the register asks of its users: a second factor, and how often access is looked over. */
import { NumberInput, Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../../kit/Loaded.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { Section } from '../../../../kit/Section.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { queryClient } from '../../../api/session.ts';
import { useThisRegister } from '../../../shell/here.ts';
import { adminPath } from '../admin.api.ts';

interface Settings {
  readonly multiFactor: boolean;
  /** The notice asks for it, so it cannot be switched off here. */
  readonly multiFactorByNotice: boolean;
  readonly reviewMonths: number;
}

type Change = Partial<Pick<Settings, 'multiFactor' | 'reviewMonths'>>;

const LONGEST_MONTHS = 24;

export function SettingsPage() {
  const { t } = useTexts();
  const { key } = useThisRegister();
  const queryKey = ['admin', key, 'access-settings'];
  const path = adminPath(key, 'access-settings');
  const query = useQuery({ queryKey, queryFn: () => call<Settings>(path) });
  const save = useMutation({
    mutationFn: ({ change }: { change: Change; before?: Change }) =>
      call<Settings>(path, { method: 'PATCH', body: change }),
    onSuccess: (saved, { before }) => {
      queryClient.setQueryData(queryKey, saved);
      showToast(t('kit.saved'), before && (() => save.mutate({ change: before })));
    },
  });
  return (
    <Page title={t('settings.title')}>
      {save.isError && <ProblemNote error={save.error} />}
      <Loaded query={query}>
        {(settings) => (
          <SettingsForm settings={settings} onChange={(change, before) => save.mutate({ change, before })} />
        )}
      </Loaded>
    </Page>
  );
}

interface SettingsFormProps {
  readonly settings: Settings;
  readonly onChange: (change: Change, before: Change) => void;
}

/** Effective at once, and undone rather than confirmed. */
function SettingsForm({ settings, onChange }: SettingsFormProps) {
  const { t } = useTexts();
  const { multiFactor, multiFactorByNotice, reviewMonths } = settings;
  const saveMonths = (text: string) => {
    const months = Number(text);
    const isRight = Number.isInteger(months) && months >= 1 && months <= LONGEST_MONTHS;
    if (isRight && months !== reviewMonths) onChange({ reviewMonths: months }, { reviewMonths });
  };
  return (
    <div className="s-sections">
      <Section title={t('settings.factor')} help={t('settings.factor-help')}>
        {multiFactorByNotice ? (
          <p>{t('settings.factor-by-notice')}</p>
        ) : (
          <Switch
            label={t('settings.factor-required')}
            checked={multiFactor}
            onChange={(event) => onChange({ multiFactor: event.currentTarget.checked }, { multiFactor })}
          />
        )}
      </Section>
      <Section title={t('settings.review')} help={t('settings.review-help')}>
        <NumberInput
          key={reviewMonths}
          label={t('settings.review-months')}
          min={1}
          max={LONGEST_MONTHS}
          clampBehavior="strict"
          hideControls
          defaultValue={reviewMonths}
          onBlur={(event) => saveMonths(event.currentTarget.value)}
        />
      </Section>
    </div>
  );
}
