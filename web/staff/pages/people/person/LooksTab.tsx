/** Who has looked: sentences, not records. The same truth the person may ask for; names of staff are for staff. */
import { IconEye } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText, useThisRegister } from '../../../shell/here.ts';
import { titleOf } from '../list/filter-words.ts';
import { type LookRow, looksQuery } from '../people.api.ts';
import type { PersonProps } from './person-props.ts';

export function LooksTab({ person, place }: PersonProps) {
  const { t } = useTexts();
  const query = useInfiniteQuery(looksQuery(place, person.id));
  return (
    <ListPages query={query} empty={<EmptyPage icon={IconEye} title={t('people.nobody-looked')} />}>
      {(rows) => (
        <ol className="s-list s-panel-lines">
          {together(rows).map(({ look, times }) => (
            <Look key={`${look.at} ${look.what} ${look.purpose.key}`} look={look} times={times} />
          ))}
        </ol>
      )}
    </ListPages>
  );
}

interface Looked {
  readonly look: LookRow;
  readonly times: number;
}

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/** One visit to a page is several looks: those of one minute, by one user for one purpose, are told together. */
function together(rows: readonly LookRow[]): Looked[] {
  const groups = Map.groupBy(rows, ({ at, name, purpose, verb }) =>
    [at.slice(0, MINUTE), name, purpose.key, verb].join(' '),
  );
  return [...groups.values()].flatMap(([look, ...others]) =>
    look ? [{ look, times: others.length + 1 }] : [],
  );
}

function Look({ look, times }: Looked) {
  const { t, language } = useTexts();
  const { moment } = useFormats();
  const { roles } = useThisRegister();
  const who = look.name ?? t('people.a-program');
  const titles = look.roles.map((key) => titleOf(roles, key, language));
  return (
    <li>
      <div>
        {moment(look.at)} · {t(`people.look.${look.verb}`, { who })}{' '}
        {t('people.look.purpose', { purpose: localText(look.purpose.title, language) })}
        {times > 1 && <span className="s-muted"> {t('people.look.times', { count: times })}</span>}
      </div>
      {titles.length > 0 && (
        <div className="s-small s-muted">{t('people.look.roles', { roles: titles.join(', ') })}</div>
      )}
    </li>
  );
}
