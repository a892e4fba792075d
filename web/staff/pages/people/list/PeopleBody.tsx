/** The list under its search and conditions; while words are typed, those who were found by them, and by what. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { Icon } from '../../../../kit/Icon.tsx';
import { Keys } from '../../../../kit/Keys.tsx';
import { useShortcuts } from '../../../../kit/shortcuts.ts';
import { useTexts } from '../../../../kit/texts.ts';
import type { FieldsAnswer, Place } from '../people.api.ts';
import { AllPeople } from './AllPeople.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FoundPeople } from './FoundPeople.tsx';
import { usePeopleView } from './view.ts';

export interface PeopleBodyProps {
  readonly fields: FieldsAnswer;
  readonly place: Place;
  readonly onAdd: (() => void) | undefined;
}

const TYPING_MS = 150;
const WORDS_LIMIT = 200;

export function PeopleBody({ fields, place, onAdd }: PeopleBodyProps) {
  const { t } = useTexts();
  const view = usePeopleView(place.register);
  const [asked] = useDebouncedValue(view.words.trim(), TYPING_MS);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', text: t('people.search'), run: () => field.current?.focus() }]);
  const isSearching = asked.length > 1;
  return (
    <div className="s-stack s-tight">
      <div className="s-people-tools s-screen">
        <TextInput
          ref={field}
          type="search"
          className="s-people-search"
          aria-label={t('people.search')}
          placeholder={t('people.search-for')}
          leftSection={<Icon of={IconSearch} />}
          rightSection={view.words === '' ? <Keys of="/" /> : null}
          maxLength={WORDS_LIMIT}
          autoComplete="off"
          spellCheck={false}
          value={view.words}
          onChange={(event) => view.setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') view.setWords('');
            if (event.key === 'ArrowDown') focusFirstRow();
          }}
        />
        <FilterBar fields={fields} view={view} />
        <ColumnsMenu fields={fields} view={view} />
      </div>
      {isSearching ? (
        <FoundPeople place={place} fields={fields} words={asked} onClear={() => view.setWords('')} />
      ) : (
        <AllPeople place={place} fields={fields} view={view} onAdd={onAdd} />
      )}
    </div>
  );
}

const focusFirstRow = () =>
  document.querySelector<HTMLElement>('[role="grid"] [role="gridcell"][data-cell]')?.focus();
