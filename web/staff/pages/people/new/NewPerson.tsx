/** A new person: typed into a form, or read from a pasted card, signature or vCard into the same form. Nothing is stored before "Add". */
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../../../kit/Loaded.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { fieldsQuery, usePlace } from '../people.api.ts';
import type { Parsed } from './new.api.ts';
import { PasteStep } from './PasteStep.tsx';
import { PersonForm } from './PersonForm.tsx';

export type NewPersonWay = 'form' | 'paste';

interface NewPersonProps {
  readonly way: NewPersonWay;
  readonly onClose: () => void;
}

export function NewPerson({ way, onClose }: NewPersonProps) {
  const { t } = useTexts();
  const place = usePlace();
  const fields = useQuery(fieldsQuery(place));
  const [parsed, setParsed] = useState<Parsed>();
  const isPasting = way === 'paste' && parsed === undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t(isPasting ? 'people.paste' : 'people.new')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
      closeOnClickOutside={false}
    >
      {isPasting ? (
        <PasteStep place={place} onParsed={setParsed} onClose={onClose} />
      ) : (
        <Loaded query={fields}>
          {(known) => <PersonForm fields={known} place={place} parsed={parsed} onClose={onClose} />}
        </Loaded>
      )}
    </Modal>
  );
}
