/** The layout of a person's page: head, what is urgent, facts beside permissions and relationships, then what happened. */
import { useNavigate } from '@tanstack/react-router';
import { OtherPurposes } from '../../../../kit/facts/OtherPurposes.tsx';
import { useShortcuts } from '../../../../kit/shortcuts.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { localText, usePurpose } from '../../../shell/here.ts';
import { moveTo, neighbour } from '../list/opened.ts';
import { FactGroups } from './FactGroups.tsx';
import { PersonHead } from './PersonHead.tsx';
import { PersonNotes } from './PersonNotes.tsx';
import { PersonTabs, useTab } from './PersonTabs.tsx';
import { PermissionsPanel } from './permissions/PermissionsPanel.tsx';
import type { PersonProps } from './person-props.ts';
import { RelationshipsPanel } from './RelationshipsPanel.tsx';

export function PersonDetails(props: PersonProps) {
  const { person } = props;
  const { language, t } = useTexts();
  const { choose, purpose } = usePurpose();
  const [tab, setTab] = useTab();
  usePersonKeys(props, setTab);
  const elsewhere = (person.elsewhere?.purposes ?? []).map(({ key, title, facts }) => ({
    purpose: key,
    title: localText(title, language),
    facts,
  }));
  return (
    <article className="s-page s-person">
      <PersonHead {...props} />
      <PersonNotes {...props} />
      <div className="s-person-columns">
        <div className="s-stack s-person-facts">
          <FactGroups {...props} />
          <OtherPurposes elsewhere={elsewhere} onSwitch={choose} />
        </div>
        <aside className="s-stack s-person-aside" aria-label={t('people.aside')}>
          <PermissionsPanel {...props} />
          <RelationshipsPanel {...props} />
        </aside>
      </div>
      <PersonTabs {...props} tab={tab} onTab={setTab} />
      <p className="s-print-only">
        {t('people.printed', {
          version: person.notice.version,
          purpose: purpose ? localText(purpose.title, language) : '',
        })}
      </p>
    </article>
  );
}

function usePersonKeys({ person, place }: PersonProps, setTab: (tab: string) => void): void {
  const { t } = useTexts();
  const navigate = useNavigate();
  const go = (by: 1 | -1) => {
    const next = neighbour(place, person.id, by);
    if (next === undefined) return;
    moveTo(place, next);
    void navigate({
      to: '/registers/$register/people/$person',
      params: { register: place.register, person: next },
      replace: true,
    });
  };
  const toLooks = () => {
    setTab('looks');
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="tab"][data-active]')?.focus());
  };
  const list = () =>
    void navigate({ to: '/registers/$register/people', params: { register: place.register } });
  useShortcuts([
    { keys: 'j', text: t('people.next'), run: () => go(1) },
    { keys: 'k', text: t('people.previous'), run: () => go(-1) },
    {
      keys: 'e',
      text: t('people.edit-first'),
      run: () => document.querySelector<HTMLElement>('.s-fact-edit')?.click(),
    },
    {
      keys: 'p',
      text: t('people.permissions'),
      run: () => document.querySelector<HTMLElement>('#permissions')?.focus(),
    },
    { keys: 'w', text: t('people.tab.looks'), run: toLooks },
    { keys: 'u', text: t('people.to-list'), run: list },
  ]);
}
