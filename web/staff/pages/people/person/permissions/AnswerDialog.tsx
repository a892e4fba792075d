/** Records an answer of the person: what it closes or opens, how it is known, and in which words it was asked. */
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { FormFrame } from '../../../../../kit/FormFrame.tsx';
import { type Form, fieldOf, useForm } from '../../../../../kit/form.ts';
import { LANGUAGE_NAMES, type Language, useTexts } from '../../../../../kit/texts.ts';
import { showToast } from '../../../../../kit/toasts.tsx';
import { localText, usePurpose } from '../../../../shell/here.ts';
import { titleOf } from '../../list/filter-words.ts';
import type { PersonPermission } from '../../people.api.ts';
import type { PersonProps } from '../person-props.ts';
import { recordAnswer } from '../writes.ts';
import { type AnswerKind, closes, needsGround, needsProof } from './answers.ts';

interface AnswerDialogProps extends PersonProps {
  readonly kind: AnswerKind;
  /** Undefined: the answer is about the whole person. */
  readonly purpose?: PersonPermission;
  readonly onClose: () => void;
}

export function AnswerDialog(props: AnswerDialogProps) {
  const { kind, purpose, person, fields, place, onClose } = props;
  const { t, language } = useTexts();
  const here = usePurpose().purpose;
  const wording = fields.permissions.find(({ key }) => key === purpose?.key)?.wording ?? {};
  const form = useForm({
    initial: {
      source: fields.sources.find(({ fromPerson }) => fromPerson)?.key ?? fields.sources[0]?.key ?? '',
      language: language in wording ? language : (Object.keys(wording)[0] ?? ''),
      proof: '',
      ground: '',
    },
    check: ({ proof, ground }) => ({
      ...(needsProof(kind) && proof.trim() === '' && { proof: t('people.proof-missing') }),
      ...(needsGround(kind) && ground.trim() === '' && { ground: t('people.ground-missing') }),
    }),
    send: async (values) => {
      await recordAnswer(place, person.id, {
        kind,
        source: values.source,
        ...(purpose && { purpose: purpose.key }),
        ...(kind === 'consent' && { language: values.language }),
        ...(values.proof.trim() !== '' && { proof: values.proof.trim() }),
        ...(values.ground.trim() !== '' && { ground: values.ground.trim() }),
      });
      showToast(t(closes(kind) ? 'people.in-effect' : 'kit.saved'));
      onClose();
    },
  });
  const action = t(`people.answer.${kind}`);
  return (
    <Modal opened onClose={onClose} title={action} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <FormFrame form={form} label={action}>
        <div className="s-stack s-tight">
          {purpose && (
            <p>
              <strong>{localText(purpose.title, language)}</strong>
            </p>
          )}
          <p>{t(`people.effect.${kind}`)}</p>
          {here && (
            <p className="s-small s-muted">
              {t('shell.purpose', { title: localText(here.title, language) })}
            </p>
          )}
        </div>
        {kind === 'consent' && <Wording form={form} wording={wording} />}
        <NativeSelect
          {...fieldOf(form, 'source')}
          label={t('people.known-from')}
          data={fields.sources.map(({ key }) => ({
            value: key,
            label: titleOf(fields.sources, key, language),
          }))}
        />
        <TextInput
          {...fieldOf(form, 'proof')}
          label={t('people.proof')}
          description={t(needsProof(kind) ? 'people.proof-help' : 'people.optional')}
          maxLength={500}
          data-autofocus
        />
        {needsGround(kind) && (
          <TextInput
            {...fieldOf(form, 'ground')}
            label={t('people.ground')}
            description={t('people.ground-help')}
            maxLength={500}
          />
        )}
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            {...(closes(kind) && { color: 'lingonberry' })}
            loading={form.sending}
          >
            {action}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}

interface WordingProps {
  readonly form: Form<{ source: string; language: string; proof: string; ground: string }>;
  readonly wording: Partial<Record<Language, string>>;
}

/** The notice's own words in the language the person was asked in: a consent nobody can quote is none. */
function Wording({ form, wording }: WordingProps) {
  const { t } = useTexts();
  const languages = Object.keys(wording) as Language[];
  const { language } = form.values;
  return (
    <>
      <NativeSelect
        {...fieldOf(form, 'language')}
        label={t('people.asked-in')}
        data={languages.map((key) => ({ value: key, label: LANGUAGE_NAMES[key] }))}
      />
      <blockquote className="s-wording" lang={language}>
        ”{wording[language as Language]}”
      </blockquote>
    </>
  );
}
