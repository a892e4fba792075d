/** Those who may be the same person, shown while the form is filled: opening one leaves the form. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { Place } from '../people.api.ts';
import { type NewFact, similarQuery } from './new.api.ts';

interface SimilarPeopleProps {
  readonly place: Place;
  readonly facts: readonly NewFact[];
  readonly organisation: string;
  readonly onClose: () => void;
}

const TYPING_MS = 400;

export function SimilarPeople({ place, facts, organisation, onClose }: SimilarPeopleProps) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const told = JSON.stringify(facts.map(({ item, value }) => ({ item, value })));
  const [asked] = useDebouncedValue(told, TYPING_MS);
  const query = useQuery({
    ...similarQuery(place, JSON.parse(asked) as Omit<NewFact, 'source'>[], organisation || undefined),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.rows ?? [];
  return (
    <div role="status">
      {rows.length > 0 && (
        <div className="s-note s-note-soon">
          <Icon of={IconUsers} />
          <div className="s-stack s-tight">
            <p>
              <strong>{t('people.similar', { count: rows.length })}</strong>
            </p>
            {rows.map(({ id, name, because }) => (
              <div key={id} className="s-row">
                <span>
                  {name || t('people.no-name')}
                  <span className="s-small">
                    {' '}
                    ·{' '}
                    {because.map(({ title, value }) => `${localText(title, language)}: ${value}`).join(' · ')}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  onClick={() => {
                    onClose();
                    void navigate({
                      to: '/registers/$register/people/$person',
                      params: { register: place.register, person: id },
                    });
                  }}
                >
                  {t('people.open')}
                </Button>
              </div>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
