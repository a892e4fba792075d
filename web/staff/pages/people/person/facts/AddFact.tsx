/** A fact that is not there yet: its value, and where it came from. */
import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { FactLine } from '../../../../../kit/facts/FactTable.tsx';
import { useTexts } from '../../../../../kit/texts.ts';
import { showToast } from '../../../../../kit/toasts.tsx';
import { localText } from '../../../../shell/here.ts';
import type { Addable } from '../../people.api.ts';
import type { PersonProps } from '../person-props.ts';
import { addFact, useFactError } from '../writes.ts';
import { SourceField } from './SourceField.tsx';
import { sentValue, type Typed, ValueFields } from './value-fields.tsx';

interface AddFactProps extends PersonProps {
  readonly item: Addable;
  readonly onClose: () => void;
}

export function AddFact({ item, person, fields, place, onClose }: AddFactProps) {
  const { t, language } = useTexts();
  const label = localText(item.title, language);
  const [typed, setTyped] = useState<Typed>({});
  const [source, setSource] = useState(item.sources[0] ?? '');
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const say = useFactError(label);
  const save = async () => {
    const value = sentValue(item, typed);
    if (value === undefined) return setError(t('people.value-missing', { title: label }));
    setSending(true);
    try {
      const live = person.relationships.find((one) => one.live);
      const relationshipId = item.ofRelationship ? live?.id : undefined;
      await addFact({
        place,
        person: person.id,
        item: item.item,
        value,
        source,
        relationshipId,
      });
      showToast(t('kit.saved'));
      onClose();
    } catch (refusal) {
      setError(say(refusal));
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    const isSaving = event.key === 'Enter' && (item.type !== 'long-text' || event.ctrlKey || event.metaKey);
    if (!isSaving || (event.target instanceof HTMLElement && event.target.closest('button'))) return;
    event.preventDefault();
    void save();
  };
  return (
    <FactLine label={label}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the fields within. */}
      <div className="s-fact-editor" onKeyDown={onKeyDown}>
        <div className={item.parts.length > 1 ? 's-form-pair' : undefined}>
          <ValueFields item={item} typed={typed} onChange={setTyped} label={label} error={error} autoFocus />
        </div>
        <SourceField fields={fields} keys={item.sources} value={source} onChange={setSource} />
        <div className="s-row">
          <Button size="compact-sm" variant="filled" loading={sending} onClick={() => void save()}>
            {t('people.save')}
          </Button>
          <Button size="compact-sm" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </div>
      </div>
    </FactLine>
  );
}
