/** The person's parts in organisations and projects, the live ones first; ended ones folded, with their days. */
import { useFormats } from '../../../../kit/formats.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { Relationship } from '../people.api.ts';
import type { PersonProps } from './person-props.ts';

export function RelationshipsPanel({ person }: PersonProps) {
  const { t } = useTexts();
  const live = person.relationships.filter((one) => one.live);
  const ended = person.relationships.filter((one) => !one.live);
  return (
    <section aria-labelledby="relationships" className="s-panel">
      <h2 id="relationships">{t('people.relationships')}</h2>
      {person.relationships.length === 0 && <p className="s-muted">{t('people.no-relationships')}</p>}
      <Relationships list={live} />
      {ended.length > 0 && (
        <details>
          <summary>{t('people.ended', { count: ended.length })}</summary>
          <Relationships list={ended} />
        </details>
      )}
    </section>
  );
}

function Relationships({ list }: { list: readonly Relationship[] }) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  if (list.length === 0) return null;
  return (
    <ul className="s-list s-panel-lines">
      {list.map(({ id, kind, organisation, project, title, startedOn, endedOn }) => (
        <li key={id}>
          <div>
            {[localText(kind.title, language), organisation?.name ?? project?.name]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <div className="s-small s-muted">
            {[
              title,
              endedOn === null
                ? t('people.since', { day: day(startedOn) })
                : t('people.from-to', { from: day(startedOn), to: day(endedOn) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  );
}
