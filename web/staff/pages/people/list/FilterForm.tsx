/** Makes one condition: of what, and how it must be. It reads as a sentence from the top down. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { Condition, FieldsAnswer } from '../people.api.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { asCondition, type Draft, isComplete } from './condition-draft.ts';
import { OPTIONS } from './options.ts';

interface FilterFormProps {
  readonly fields: FieldsAnswer;
  readonly onAdd: (condition: Condition) => void;
}

export function FilterForm({ fields, onAdd }: FilterFormProps) {
  const { t } = useTexts();
  const targets = useTargets(fields);
  const [draft, setDraft] = useState<Draft>({ target: null });
  const condition = asCondition(draft, fields);
  return (
    <form
      className="s-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (condition) onAdd(condition);
      }}
    >
      <Select
        label={t('people.filter.what')}
        data={targets}
        value={draft.target}
        searchable
        data-autofocus
        {...OPTIONS}
        nothingFoundMessage={t('people.filter.nothing')}
        onChange={(target) => setDraft({ target })}
      />
      {draft.target && <ConditionFields fields={fields} draft={draft} onChange={setDraft} />}
      <div className="s-row s-end">
        <Button type="submit" variant="filled" aria-disabled={!isComplete(draft, fields)}>
          {t('people.filter.add')}
        </Button>
      </div>
    </form>
  );
}

function useTargets(fields: FieldsAnswer) {
  const { t, language } = useTexts();
  const own = [
    ['kind', fields.kinds],
    ['permission', fields.permissions],
    ['source', fields.sources],
  ] as const;
  const labels = fields.labels.map(({ item }) => item);
  const items = fields.items
    .filter(({ item, is }) => is.length > 0 && !labels.includes(item))
    .map(({ item, title }) => ({ value: `item:${item}`, label: localText(title, language) }));
  return [
    {
      group: t('people.filter.own'),
      items: [
        ...own
          .filter(([, list]) => list.length > 0)
          .map(([key]) => ({ value: key, label: t(`people.filter.of.${key}`) })),
        { value: 'keptUntil', label: t('people.filter.of.keptUntil') },
        { value: 'recorded', label: t('people.filter.of.recorded') },
        ...fields.labels.map(({ item, title }) => ({
          value: `label:${item}`,
          label: localText(title, language),
        })),
      ],
    },
    { group: t('people.filter.facts'), items },
  ];
}
