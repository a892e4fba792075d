/** Whether the server works, in words somebody who is no developer can act on. */
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Chip } from '../../../../kit/Chip.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Page } from '../../../../kit/Page.tsx';
import { useTexts } from '../../../../kit/texts.ts';

const EVERY_MS = 15_000;
const STATES = ['ready', 'stopping', 'no database', 'starting'] as const;
type State = (typeof STATES)[number] | 'no answer';

async function askHealth(): Promise<State> {
  const answer = await fetch('/health', { headers: { accept: 'application/json' } }).catch(() => undefined);
  const body: { status?: unknown } = (await answer?.json().catch(() => undefined)) ?? {};
  return STATES.find((state) => state === body.status) ?? 'no answer';
}

export function HealthPage() {
  const { t } = useTexts();
  const { time } = useFormats();
  const { data: state, dataUpdatedAt } = useQuery({
    queryKey: ['health'],
    queryFn: askHealth,
    refetchInterval: EVERY_MS,
  });
  const works = state === 'ready';
  return (
    <Page title={t('health.title')} lead={t('health.lead')}>
      {state && (
        <ul className="s-list s-lines" aria-live="polite">
          <HealthLine
            title={t('health.server')}
            works={state !== 'no answer' && state !== 'stopping'}
            text={t(`health.server-${state === 'no answer' || state === 'stopping' ? 'no' : 'yes'}`)}
          />
          <HealthLine
            title={t('health.database')}
            works={works}
            text={t(`health.database-${works ? 'yes' : 'no'}`)}
          />
        </ul>
      )}
      {state && (
        <p className="s-muted s-small">{t('health.asked', { time: time(new Date(dataUpdatedAt)) })}</p>
      )}
    </Page>
  );
}

function HealthLine({ title, works, text }: { title: string; works: boolean; text: string }) {
  const { t } = useTexts();
  return (
    <li className="s-line">
      <div className="s-line-text">
        <strong>{title}</strong>
        <span className="s-muted s-small">{text}</span>
      </div>
      <Chip tone={works ? 'open' : 'closed'} icon={works ? IconCheck : IconAlertTriangle}>
        {t(works ? 'health.works' : 'health.fault')}
      </Chip>
    </li>
  );
}
