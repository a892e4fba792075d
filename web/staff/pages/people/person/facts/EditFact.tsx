/**
 * Editing in place. Enter saves a line, Ctrl+Enter a text; leaving saves what is right; Esc leaves all as it was. When a colleague was
 * quicker, both values are shown and nothing is overwritten.
 */
import { Button } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTexts } from '../../../../../kit/texts.ts';
import { showToast } from '../../../../../kit/toasts.tsx';
import { localText } from '../../../../shell/here.ts';
import type { Addable, FactAnswer } from '../../people.api.ts';
import type { PersonProps } from '../person-props.ts';
import { changeFact, useFactError } from '../writes.ts';
import { Conflict, findConflict } from './Conflict.tsx';
import { SourceField } from './SourceField.tsx';
import { sentValue, typedOf, ValueFields } from './value-fields.tsx';

interface EditFactProps extends PersonProps {
  readonly fact: FactAnswer;
  readonly addable: Addable;
  readonly shown: string;
  readonly onClose: (saved: boolean) => void;
  readonly onRemove: () => void;
}

export function EditFact(props: EditFactProps) {
  const { fact, addable, person, fields, place, onClose } = props;
  const { t, language } = useTexts();
  const label = localText(fact.title, language);
  const before = typedOf(addable, fact.value, fact.parts);
  const [typed, setTyped] = useState(before);
  const [source, setSource] = useState(() => firstSource(fact, addable));
  const [error, setError] = useState<unknown>();
  const [problem, setProblem] = useState<string>();
  const [theirs, setTheirs] = useState<FactAnswer>();
  const busy = useRef(false);
  const say = useFactError(label);
  const isSame = JSON.stringify(typed) === JSON.stringify(before);

  const save = async (version: string) => {
    const value = sentValue(addable, typed);
    if (isSame && version === fact.version) return onClose(false);
    if (value === undefined) return setProblem(t('people.value-missing', { title: label }));
    if (busy.current) return;
    busy.current = true;
    try {
      const undo = await changeFact({ place, person: person.id, fact: fact.id, value, version, source });
      showToast(t('kit.saved'), undo);
      onClose(true);
    } catch (refusal) {
      setTheirs(await findConflict(refusal, place, person.id, fact.id));
      setError(refusal);
      setProblem(undefined);
    } finally {
      busy.current = false;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isText = addable.type === 'long-text';
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose(false);
    } else if (
      event.key === 'Enter' &&
      (!isText || event.ctrlKey || event.metaKey) &&
      !isButton(event.target)
    ) {
      event.preventDefault();
      void save(fact.version);
    }
  };
  const onBlur = (event: FocusEvent) => {
    // Leaving the window is not leaving the field.
    if (event.currentTarget.contains(event.relatedTarget) || !document.hasFocus() || theirs) return;
    if (isSame || (sentValue(addable, typed) !== undefined && error === undefined)) void save(fact.version);
  };

  if (theirs)
    return (
      <Conflict
        theirs={theirs}
        item={addable}
        mine={typed}
        onMine={() => void save(theirs.version)}
        onTheirs={() => onClose(false)}
      />
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and the leaving of the fields within.
    <div className="s-fact-editor" onKeyDown={onKeyDown} onBlur={onBlur}>
      <div className={addable.parts.length > 1 ? 's-form-pair' : undefined}>
        <ValueFields
          item={addable}
          typed={typed}
          onChange={setTyped}
          label={label}
          error={problem ?? (error === undefined ? undefined : say(error))}
          autoFocus
        />
      </div>
      <SourceField fields={fields} keys={addable.sources} value={source} onChange={setSource} />
      <div className="s-row">
        <Button size="compact-sm" variant="filled" onClick={() => void save(fact.version)}>
          {t('people.save')}
        </Button>
        <Button size="compact-sm" onMouseDown={stay} onClick={() => onClose(false)}>
          {t('kit.cancel')}
        </Button>
        {person.allowed.remove && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="lingonberry"
            onMouseDown={stay}
            onClick={props.onRemove}
          >
            {t('people.remove-fact')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A press on a button must not count as leaving the field, in browsers that do not focus buttons. */
const stay = (event: { preventDefault: () => void }) => event.preventDefault();

const isButton = (target: EventTarget) => target instanceof HTMLElement && target.closest('button') !== null;

/** The source the fact has, unless the notice no longer accepts it. */
function firstSource(fact: FactAnswer, { sources }: Addable): string {
  return sources.includes(fact.source.key) ? fact.source.key : (sources[0] ?? '');
}
