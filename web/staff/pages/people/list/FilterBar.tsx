/** The conditions of the list, each as words with a way to remove it, and a form that adds one. */
import { Button, CloseButton, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import type { Condition, FieldsAnswer } from '../people.api.ts';
import { FilterForm } from './FilterForm.tsx';
import { wordsOf } from './filter-words.ts';
import type { PeopleView } from './view.ts';

export function FilterBar({ fields, view }: { fields: FieldsAnswer; view: PeopleView }) {
  const { t, language } = useTexts();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const add = (condition: Condition) => {
    view.setFilter([...view.filter, condition]);
    setOpened(false);
  };
  const remove = (condition: Condition) => view.setFilter(view.filter.filter((one) => one !== condition));
  return (
    <>
      <Popover opened={opened} onChange={setOpened} width={340} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Button leftSection={<Icon of={IconFilter} />} onClick={() => setOpened(!opened)}>
            {t('people.filter')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterForm fields={fields} onAdd={add} />
        </Popover.Dropdown>
      </Popover>
      {view.filter.length > 0 && (
        <ul className="s-list s-row" aria-label={t('people.filters')}>
          {view.filter.map((condition) => {
            const words = wordsOf(condition, { t, language, formats, fields });
            return (
              <li key={JSON.stringify(condition)} className="s-condition">
                <span>{words}</span>
                <CloseButton
                  size="sm"
                  aria-label={t('people.filter-remove', { words })}
                  onClick={() => remove(condition)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
