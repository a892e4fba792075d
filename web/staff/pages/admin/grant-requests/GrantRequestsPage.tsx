/** Four eyes: access that is more than its giver has waits here until another manager approves or refuses it. */
import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { ReasonDialog } from '../../../../kit/ReasonDialog.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { useSignedIn } from '../../../api/session.ts';
import { useThisRegister } from '../../../shell/here.ts';
import { adminList, adminPath, type GrantRequest, reloadAdmin } from '../admin.api.ts';

interface Deciding {
  readonly request: GrantRequest;
  readonly decision: 'approve' | 'refuse' | 'withdraw';
}

export function GrantRequestsPage() {
  const { t } = useTexts();
  const { key } = useThisRegister();
  const query = useInfiniteQuery(adminList<GrantRequest>(key, 'grant-requests'));
  const [deciding, setDeciding] = useState<Deciding>();
  const send = async (reason: string) => {
    if (deciding === undefined) return;
    const { request, decision } = deciding;
    const path = adminPath(key, `grant-requests/${request.id}/${decision}`);
    await call(path, { method: 'POST', body: { reason } });
    await reloadAdmin();
    showToast(t(`grants.done-${decision}`));
  };
  return (
    <Page title={t('grants.title')} lead={t('grants.lead')}>
      <ListPages query={query} empty={<EmptyPage icon={IconInbox} title={t('grants.none')} />}>
        {(rows) => (
          <ul className="s-list s-lines">
            {rows.map((request) => (
              <RequestLine
                key={request.id}
                request={request}
                onDecide={(decision) => setDeciding({ request, decision })}
              />
            ))}
          </ul>
        )}
      </ListPages>
      {deciding && (
        <ReasonDialog
          title={t(`grants.${deciding.decision}`)}
          action={t(`grants.${deciding.decision}`)}
          ends={deciding.decision !== 'approve'}
          send={send}
          onClose={() => setDeciding(undefined)}
        >
          <p>{t(`grants.what-${deciding.decision}`)}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}

interface RequestLineProps {
  readonly request: GrantRequest;
  readonly onDecide: (decision: Deciding['decision']) => void;
}

/** Who asked may not decide; the line says so instead of offering a button that refuses. */
function RequestLine({ request, onDecide }: RequestLineProps) {
  const { t } = useTexts();
  const { day } = useFormats();
  const { account } = useSignedIn();
  return (
    <li className="s-line">
      <div className="s-line-text">
        <strong>
          {t(`grants.kind-${request.kind}`, { name: request.account?.name ?? '', target: request.target })}
        </strong>
        <span className="s-muted s-small">
          {t('grants.asked', { name: request.askedBy.name, day: day(request.askedAt) })} · {request.reason}
        </span>
      </div>
      {!request.mayApprove ? (
        <span className="s-row">
          <span className="s-muted s-small">{t('grants.mine')}</span>
          {request.askedBy.id === account.id && (
            <Button onClick={() => onDecide('withdraw')}>{t('grants.withdraw')}</Button>
          )}
        </span>
      ) : (
        <span className="s-row">
          <Button onClick={() => onDecide('approve')}>{t('grants.approve')}</Button>
          <Button onClick={() => onDecide('refuse')}>{t('grants.refuse')}</Button>
        </span>
      )}
    </li>
  );
}
