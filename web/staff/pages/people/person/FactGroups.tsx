/** Facts in the notice's groups and order. What is open here and empty has its name and a way to add it; what is closed leaves no trace. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FactGroup } from '../../../../kit/facts/FactTable.tsx';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { Addable, Group } from '../people.api.ts';
import { AddFact } from './facts/AddFact.tsx';
import { FactRow } from './facts/FactRow.tsx';
import type { PersonProps } from './person-props.ts';

export function FactGroups(props: PersonProps) {
  const { person } = props;
  const { t } = useTexts();
  const shown = person.groups.filter(({ facts, empty }) => facts.length + empty.length > 0);
  if (shown.length === 0) return <p className="s-muted">{t('people.no-facts')}</p>;
  return shown.map((group) => <Facts key={group.key} group={group} {...props} />);
}

function Facts({ group, ...props }: PersonProps & { group: Group }) {
  const { person, fields } = props;
  const { language } = useTexts();
  const [adding, setAdding] = useState<Addable>();
  const canAdd = person.allowed.add && person.restricted === null;
  const addable = fields.addable.filter(({ item }) => group.empty.includes(item));
  return (
    <FactGroup title={localText(group.title, language)} isEmpty={group.facts.length === 0}>
      {group.facts.map((fact) => (
        <FactRow key={fact.id} fact={fact} {...props} />
      ))}
      {adding && <AddFact {...props} item={adding} onClose={() => setAdding(undefined)} />}
      {canAdd && addable.length > 0 && <EmptyItems items={addable} onAdd={setAdding} />}
    </FactGroup>
  );
}

interface EmptyItemsProps {
  readonly items: readonly Addable[];
  readonly onAdd: (item: Addable) => void;
}

function EmptyItems({ items, onAdd }: EmptyItemsProps) {
  const { t, language } = useTexts();
  return (
    <div className="s-empty-items s-screen">
      <span className="s-fact-label">{t('facts.not-recorded')}</span>
      <div className="s-row">
        {items.map((item) => {
          const title = localText(item.title, language);
          return (
            <Button
              key={item.item}
              size="compact-sm"
              variant="subtle"
              aria-label={t('people.add-item', { title })}
              leftSection={<Icon of={IconPlus} size={14} />}
              onClick={() => onAdd(item)}
            >
              {title}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
