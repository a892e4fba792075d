/** One fact: its value, where it came from, until when it is kept, and its editing in place. */
import { IconCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { FactLine } from '../../../../../kit/facts/FactTable.tsx';
import { Kept } from '../../../../../kit/facts/Kept.tsx';
import { Provenance } from '../../../../../kit/facts/Provenance.tsx';
import { useFormats } from '../../../../../kit/formats.ts';
import { Icon } from '../../../../../kit/Icon.tsx';
import { ReasonDialog } from '../../../../../kit/ReasonDialog.tsx';
import { useTexts } from '../../../../../kit/texts.ts';
import { showToast } from '../../../../../kit/toasts.tsx';
import { localText } from '../../../../shell/here.ts';
import type { FactAnswer } from '../../people.api.ts';
import { shownFact } from '../../shown-value.ts';
import type { PersonProps } from '../person-props.ts';
import { removeFact } from '../writes.ts';
import { EditFact } from './EditFact.tsx';

interface FactRowProps extends PersonProps {
  readonly fact: FactAnswer;
}

export function FactRow(props: FactRowProps) {
  const { fact, person, fields, place } = props;
  const { t, language } = useTexts();
  const formats = useFormats();
  const [editing, setEditing] = useState(false);
  const [saved, setSaved] = useState(false);
  const [removing, setRemoving] = useState(false);
  const value = useRef<HTMLButtonElement>(null);
  const label = localText(fact.title, language);
  const addable = fields.addable.find(({ item }) => item === fact.item);
  const canChange =
    person.allowed.change && person.restricted === null && addable !== undefined && fact.type !== 'sealed';
  const shown = fact.label
    ? localText(fact.label, language)
    : shownFact(fact, addable ?? { type: fact.type }, { t, language, formats });
  const close = (isSaved: boolean) => {
    setEditing(false);
    setSaved(isSaved);
    requestAnimationFrame(() => value.current?.focus());
  };
  const startRemoving = () => {
    setEditing(false);
    setRemoving(true);
  };
  return (
    <div data-kept={fact.kept?.until}>
      <FactLine
        label={label}
        provenance={
          !editing && (
            <Provenance
              source={localText(fact.source.title, language)}
              recordedAt={fact.recordedAt}
              recordedBy={fact.recordedBy}
            />
          )
        }
        kept={!editing && <FactKept fact={fact} label={label} register={place.register} />}
      >
        {editing && addable ? (
          <EditFact {...props} addable={addable} shown={shown} onClose={close} onRemove={startRemoving} />
        ) : canChange ? (
          <button
            ref={value}
            type="button"
            className="s-fact-edit"
            title={t('people.edit')}
            onClick={() => setEditing(true)}
          >
            <span className="s-unseen">{t('people.edit-item', { title: label })}: </span>
            <span {...(fact.type === 'long-text' && { className: 's-lines-kept' })}>{shown}</span>
            {saved && <Icon of={IconCheck} />}
          </button>
        ) : (
          <span className={fact.type === 'long-text' ? 's-fact-still s-lines-kept' : 's-fact-still'}>
            {shown}
          </span>
        )}
      </FactLine>
      {removing && (
        <ReasonDialog
          title={t('people.remove-fact')}
          action={t('people.remove-fact')}
          ends
          send={async (ground) => {
            await removeFact(place, person.id, fact.id, ground);
            showToast(t('people.removed'));
          }}
          onClose={() => setRemoving(false)}
        >
          <p>{t('people.remove-effect', { title: label })}</p>
        </ReasonDialog>
      )}
    </div>
  );
}

function FactKept({ fact, label, register }: { fact: FactAnswer; label: string; register: string }) {
  const { language } = useTexts();
  if (fact.kept === null) return null;
  return (
    <Kept
      until={fact.kept.until}
      because={localText(fact.kept.because, language)}
      ends={fact.keptFor.map(({ key, title, until, because }) => ({
        purpose: key,
        title: localText(title, language),
        until,
        because: localText(because, language),
        held: fact.kept?.held ?? 0,
      }))}
      reviewOn={fact.kept.reviewOn}
      noticeHref={`/notices/${register}?language=${language}`}
      of={label}
    />
  );
}
