/** The text to read: a business card, an e-mail signature or a vCard. */
import { Button, Textarea } from '@mantine/core';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { useTexts } from '../../../../kit/texts.ts';
import type { Place } from '../people.api.ts';
import { type Parsed, parseText } from './new.api.ts';

interface PasteStepProps {
  readonly place: Place;
  readonly onParsed: (parsed: Parsed) => void;
  readonly onClose: () => void;
}

const TEXT_LIMIT = 10_000;

export function PasteStep({ place, onParsed, onClose }: PasteStepProps) {
  const { t } = useTexts();
  const form = useForm({
    initial: { text: '' },
    check: ({ text }) => (text.trim() === '' ? { text: t('people.paste-missing') } : {}),
    send: async ({ text }) => onParsed(await parseText(place, text)),
  });
  return (
    <FormFrame form={form} label={t('people.paste')}>
      <Textarea
        {...fieldOf(form, 'text')}
        label={t('people.paste-text')}
        description={t('people.paste-help')}
        autosize
        minRows={8}
        maxRows={16}
        maxLength={TEXT_LIMIT}
        data-autofocus
        spellCheck={false}
      />
      <div className="s-row s-end">
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="submit" variant="filled" loading={form.sending}>
          {t('people.paste-read')}
        </Button>
      </div>
    </FormFrame>
  );
}
