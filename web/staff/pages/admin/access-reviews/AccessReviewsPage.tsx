/** Access is looked over now and then (CO.28): is the role still needed? Confirmed or ended, both stay on record. */
import { Button } from '@mantine/core';
import { IconCalendarDue } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../../../../kit/Chip.tsx';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { ReasonDialog } from '../../../../kit/ReasonDialog.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { localText, useThisRegister } from '../../../shell/here.ts';
import { type AccessReview, adminList, adminPath, reloadAdmin } from '../admin.api.ts';

interface Deciding {
  readonly review: AccessReview;
  readonly decision: 'confirm' | 'remove';
}

export function AccessReviewsPage() {
  const { t, language } = useTexts();
  const { key } = useThisRegister();
  const query = useInfiniteQuery(adminList<AccessReview>(key, 'access-reviews'));
  const [deciding, setDeciding] = useState<Deciding>();
  const send = async (reason: string) => {
    if (deciding === undefined) return;
    const { review, decision } = deciding;
    const path = adminPath(key, `access-reviews/${review.id}/${decision}`);
    await call(path, { method: 'POST', body: { reason } });
    await reloadAdmin();
    showToast(t(`reviews.done-${decision}`));
  };
  return (
    <Page title={t('reviews.title')} lead={t('reviews.lead')}>
      <ListPages
        query={query}
        empty={
          <EmptyPage icon={IconCalendarDue} title={t('reviews.none')}>
            {t('reviews.none-help')}
          </EmptyPage>
        }
      >
        {(rows) => (
          <ReviewTable reviews={rows} onDecide={(review, decision) => setDeciding({ review, decision })} />
        )}
      </ListPages>
      {deciding && (
        <ReasonDialog
          title={t(`reviews.${deciding.decision}`)}
          action={t(`reviews.${deciding.decision}`)}
          ends={deciding.decision === 'remove'}
          send={send}
          onClose={() => setDeciding(undefined)}
        >
          <p>
            {deciding.review.account.name} · {localText(deciding.review.role.title, language)}
          </p>
          <p>{t(`reviews.what-${deciding.decision}`)}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}

interface ReviewTableProps {
  readonly reviews: readonly AccessReview[];
  readonly onDecide: (review: AccessReview, decision: Deciding['decision']) => void;
}

function ReviewTable({ reviews, onDecide }: ReviewTableProps) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  return (
    <table className="s-table">
      <thead>
        <tr>
          <th scope="col">{t('users.name')}</th>
          <th scope="col">{t('users.role')}</th>
          <th scope="col">{t('reviews.given')}</th>
          <th scope="col">{t('reviews.due')}</th>
          <th scope="col">
            <span className="s-unseen">{t('reviews.decide')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <tr key={review.id}>
            <th scope="row">{review.account.name}</th>
            <td data-label={t('users.role')}>{localText(review.role.title, language)}</td>
            <td data-label={t('reviews.given')}>
              {day(review.grantedAt)} · {review.grantedBy}
            </td>
            <td data-label={t('reviews.due')}>
              <Chip tone={review.overdue ? 'closed' : 'soon'} icon={IconCalendarDue}>
                {review.overdue ? t('reviews.late', { day: day(review.dueOn) }) : day(review.dueOn)}
              </Chip>
            </td>
            <td className="s-actions">
              {review.mayDecide ? (
                <span className="s-row s-end">
                  <Button onClick={() => onDecide(review, 'confirm')}>{t('reviews.confirm')}</Button>
                  <Button onClick={() => onDecide(review, 'remove')}>{t('reviews.remove')}</Button>
                </span>
              ) : (
                <span className="s-muted s-small">{t('grants.mine')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
