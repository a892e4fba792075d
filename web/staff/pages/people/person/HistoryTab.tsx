/** What facts were before, who changed them, and a way back. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { useFormats } from '../../../../kit/formats.ts';
import { Icon } from '../../../../kit/Icon.tsx';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { localText } from '../../../shell/here.ts';
import { titleOf } from '../list/filter-words.ts';
import { type HistoryRow, historyQuery } from '../people.api.ts';
import { shownValue } from '../shown-value.ts';
import type { PersonProps } from './person-props.ts';
import { undoChange } from './writes.ts';

export function HistoryTab(props: PersonProps) {
  const { t } = useTexts();
  const { person, place } = props;
  const query = useInfiniteQuery(historyQuery(place, person.id));
  const [error, setError] = useState<unknown>();
  const undo = async (change: HistoryRow) => {
    try {
      await undoChange(place, person.id, change.id);
      setError(undefined);
      showToast(t('people.undone'));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="s-stack">
      {error !== undefined && <ProblemNote error={error} />}
      <ListPages query={query} empty={<EmptyPage icon={IconHistory} title={t('people.never-changed')} />}>
        {(rows) => (
          <ol className="s-list s-panel-lines">
            {rows.map((change) => (
              <Change key={change.id} change={change} {...props} onUndo={() => void undo(change)} />
            ))}
          </ol>
        )}
      </ListPages>
    </div>
  );
}

interface ChangeProps extends PersonProps {
  readonly change: HistoryRow;
  readonly onUndo: () => void;
}

function Change({ change, person, fields, onUndo }: ChangeProps) {
  const { t, language } = useTexts();
  const formats = useFormats();
  const item = fields.items.find((one) => one.item === change.item);
  const { source, ...values } = change.before;
  const parts = Object.values(values).filter((value) => value !== null);
  const before = parts.map((value) => shownValue(value, item ?? { type: 'text' }, { t, language, formats }));
  const title = localText(change.title, language);
  return (
    <li className="s-row s-spread">
      <div>
        <div>
          {before.length > 0
            ? t('people.was', { title, before: before.join(' ') })
            : t('people.was-empty', { title })}
        </div>
        <div className="s-small s-muted">
          {[
            formats.moment(change.at),
            change.by,
            source && t('people.was-from', { source: titleOf(fields.sources, source, language) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {change.undoable && person.allowed.change && (
        <Button
          size="compact-sm"
          leftSection={<Icon of={IconArrowBackUp} size={14} />}
          aria-label={t('people.undo-change', { title })}
          onClick={onUndo}
        >
          {t('kit.undo')}
        </Button>
      )}
    </li>
  );
}
