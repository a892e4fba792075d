/** What waits for the user, the most urgent first. */
import { IconCalendarDue, IconCircleCheck, IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Chip } from '../../../kit/Chip.tsx';
import { EmptyPage } from '../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../kit/formats.ts';
import { Icon } from '../../../kit/Icon.tsx';
import { Page } from '../../../kit/Page.tsx';
import { RowsSkeleton } from '../../../kit/Skeletons.tsx';
import { useTexts } from '../../../kit/texts.ts';
import { localText, useThisRegister } from '../../shell/here.ts';
import { type AccessReview, adminList, type GrantRequest } from '../admin/admin.api.ts';

export function HomePage() {
  const { t } = useTexts();
  const register = useThisRegister();
  const enabled = register.manages;
  const reviews = useInfiniteQuery({ ...adminList<AccessReview>(register.key, 'access-reviews'), enabled });
  const grants = useInfiniteQuery({ ...adminList<GrantRequest>(register.key, 'grant-requests'), enabled });
  const dueReviews = (reviews.data?.pages[0]?.rows ?? []).filter(({ overdue }) => overdue);
  const waiting = grants.data?.pages[0]?.rows ?? [];
  const isLoading = enabled && (reviews.isPending || grants.isPending);
  const isEmpty = dueReviews.length + waiting.length === 0;
  return (
    <Page title={t('home.title')}>
      {isLoading && <RowsSkeleton />}
      {!isLoading && isEmpty && (
        <EmptyPage icon={IconCircleCheck} title={t('home.done')}>
          {t('home.done-help')}
        </EmptyPage>
      )}
      {!isLoading && !isEmpty && (
        <section aria-labelledby="attention" className="s-stack s-tight">
          <h2 id="attention">{t('home.attention')}</h2>
          <ul className="s-list s-lines">
            {waiting.map((request) => (
              <GrantLine key={request.id} request={request} register={register.key} />
            ))}
            {dueReviews.map((review) => (
              <ReviewLine key={review.id} review={review} register={register.key} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function GrantLine({ request, register }: { request: GrantRequest; register: string }) {
  const { t } = useTexts();
  const { day } = useFormats();
  return (
    <li className="s-line">
      <Icon of={IconInbox} />
      <div className="s-line-text">
        <strong>{t('home.grant')}</strong>
        <span className="s-muted s-small">
          {[request.account?.name, request.target].filter(Boolean).join(' · ')}
        </span>
      </div>
      <Chip tone="soon">{t('home.asked', { day: day(request.askedAt) })}</Chip>
      <Link to="/registers/$register/admin/grant-requests" params={{ register }}>
        {t('home.open-grant')}
      </Link>
    </li>
  );
}

function ReviewLine({ review, register }: { review: AccessReview; register: string }) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  return (
    <li className="s-line">
      <Icon of={IconCalendarDue} />
      <div className="s-line-text">
        <strong>{t('home.review')}</strong>
        <span className="s-muted s-small">
          {review.account.name} · {localText(review.role.title, language)}
        </span>
      </div>
      <Chip tone="closed">{t('home.by', { day: day(review.dueOn) })}</Chip>
      <Link to="/registers/$register/admin/access-reviews" params={{ register }}>
        {t('home.open-review')}
      </Link>
    </li>
  );
}
