/** Who has looked: sentences, not records. The same truth the person may ask for; names of staff are for staff. */
import { IconEye } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import { type LookRow, looksQuery } from '../people.api.ts';
import type { PersonProps } from './PersonDetails.tsx';

export function LooksTab({ person, place }: PersonProps) {
  const { t } = useTexts();
  const query = useInfiniteQuery(looksQuery(place, person.id));
  return (
    <ListPages query={query} empty={<EmptyPage icon={IconEye} title={t('people.nobody-looked')} />}>
      {(rows) => (
        <ol className="s-list s-panel-lines">
          {rows.map((look) => (
            <Look key={`${look.at} ${look.what} ${look.purpose.key}`} look={look} />
          ))}
        </ol>
      )}
    </ListPages>
  );
}

function Look({ look }: { look: LookRow }) {
  const { t, language } = useTexts();
  const { moment } = useFormats();
  const who = look.name ?? t('people.a-program');
  return (
    <li>
      <div>
        {moment(look.at)} · {t(`people.look.${look.verb}`, { who })}{' '}
        {t('people.look.purpose', { purpose: localText(look.purpose.title, language) })}
      </div>
      {look.roles.length > 0 && (
        <div className="s-small s-muted">{t('people.look.roles', { roles: look.roles.join(', ') })}</div>
      )}
    </li>
  );
}
