import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Chip } from '../../../kit/Chip.tsx';
import { useFormats } from '../../../kit/formats.ts';
import { Icon } from '../../../kit/Icon.tsx';
import { Loaded } from '../../../kit/Loaded.tsx';
import { ProblemNote } from '../../../kit/ProblemNote.tsx';
import { Section } from '../../../kit/Section.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { showToast } from '../../../kit/toasts.tsx';
import { call } from '../../api/client.ts';
import { queryClient } from '../../api/session.ts';

interface OwnSession {
  readonly id: string;
  readonly current: boolean;
  readonly openedAt: string;
  readonly seenAt: string;
  readonly device: string;
}

const sessionsQuery = {
  queryKey: ['me', 'sessions'],
  queryFn: () => call<{ rows: OwnSession[] }>('/me/sessions'),
};

export function SessionsSection() {
  const { t } = useTexts();
  const query = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string | undefined) => call(`/me/sessions${id ? `/${id}` : ''}`, { method: 'DELETE' }),
    onSuccess: (_answer, id) => {
      showToast(t(id ? 'me.session-ended' : 'me.sessions-ended'));
      return queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Section title={t('me.sessions')} help={t('me.sessions-help')}>
      {end.isError && <ProblemNote error={end.error} />}
      <Loaded query={query}>
        {({ rows }) => (
          <>
            <SessionList sessions={rows} onEnd={(id) => end.mutate(id)} />
            {rows.length > 1 && (
              <div>
                <Button onClick={() => end.mutate(undefined)}>{t('me.sessions-end')}</Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SessionList({ sessions, onEnd }: { sessions: readonly OwnSession[]; onEnd: (id: string) => void }) {
  const { t } = useTexts();
  const { moment } = useFormats();
  return (
    <ul className="s-list s-lines">
      {sessions.map(({ id, current, openedAt, seenAt, device }) => (
        <li key={id} className="s-line">
          <Icon of={IconDeviceDesktop} />
          <div className="s-line-text">
            <strong>{device === '?' ? t('me.session-other') : device}</strong>
            <span className="s-muted s-small">
              {t('me.session-started', { moment: moment(openedAt) })} ·{' '}
              {t('me.session-seen', { moment: moment(seenAt) })}
            </span>
          </div>
          {current ? (
            <Chip tone="act">{t('me.session-here')}</Chip>
          ) : (
            <Button onClick={() => onEnd(id)}>{t('me.session-end')}</Button>
          )}
        </li>
      ))}
    </ul>
  );
}
