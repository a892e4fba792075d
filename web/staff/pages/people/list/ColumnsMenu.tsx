/** Which columns the list has: only those that are open to the purpose can be chosen. */
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { Icon } from '../../../../kit/Icon.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { FieldsAnswer } from '../people.api.ts';
import type { PeopleView } from './view.ts';

const COLUMNS_LIMIT = 8;

export function ColumnsMenu({ fields, view }: { fields: FieldsAnswer; view: PeopleView }) {
  const { t, language } = useTexts();
  const chosen = view.columns ?? fields.defaults.columns;
  const columns = fields.columns.filter(({ key }) => key !== 'name');
  const groups = [null, ...fields.groups.map(({ key }) => key)];
  const titleOf = (group: string | null) => {
    const known = fields.groups.find(({ key }) => key === group);
    return known ? localText(known.title, language) : t('people.columns-own');
  };
  return (
    <Popover width={320} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button leftSection={<Icon of={IconColumns3} />} className="s-people-columns">
          {t('people.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="s-people-scroll s-stack">
          {groups.map((group) => {
            const own = columns.filter((column) => column.group === group);
            if (own.length === 0) return null;
            return (
              <Checkbox.Group
                key={group ?? ''}
                label={titleOf(group)}
                value={[...chosen]}
                onChange={(next) => view.setColumns(next)}
              >
                <div className="s-stack s-tight s-people-choices">
                  {own.map(({ key, title }) => (
                    <Checkbox
                      key={key}
                      value={key}
                      label={localText(title, language)}
                      disabled={chosen.length >= COLUMNS_LIMIT && !chosen.includes(key)}
                    />
                  ))}
                </div>
              </Checkbox.Group>
            );
          })}
          <p className="s-small s-muted">{t('people.columns-help', { count: COLUMNS_LIMIT })}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
