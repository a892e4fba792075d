/** The fields of one condition: a choice, days, or words, as the thing asked about has them. */
import { Select, TextInput } from '@mantine/core';
import { useTexts } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { FieldsAnswer } from '../people.api.ts';
import { type Draft, itemOfDraft } from './condition-draft.ts';
import { OPTIONS } from './options.ts';

interface ConditionFieldsProps {
  readonly fields: FieldsAnswer;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const RELATIONSHIP_STATES = ['live', 'ended', 'any'] as const;
const PERMISSION_STATES = [
  'open',
  'closed',
  'given',
  'withdrawn',
  'banned',
  'objected',
  'not-asked',
] as const;

export function ConditionFields(props: ConditionFieldsProps) {
  const { draft, fields } = props;
  const { t } = useTexts();
  const states = (keys: readonly string[], area: string) =>
    keys.map((key) => ({ value: key, label: t(`people.filter.${area}.${key}`) }));
  if (draft.target === 'kind')
    return (
      <>
        <KeySelect {...props} options={fields.kinds} />
        <StateSelect {...props} states={states(RELATIONSHIP_STATES, 'state')} first="live" />
      </>
    );
  if (draft.target === 'permission')
    return (
      <>
        <KeySelect {...props} options={fields.permissions} />
        <StateSelect {...props} states={states(PERMISSION_STATES, 'permission')} />
      </>
    );
  if (draft.target === 'source') return <KeySelect {...props} options={fields.sources} />;
  if (draft.target === 'keptUntil')
    return <DayField {...props} name="to" label={t('people.filter.before')} />;
  if (draft.target === 'recorded') return <Between {...props} />;
  const label = fields.labels.find(({ item }) => draft.target === `label:${item}`);
  if (label) return <KeySelect {...props} options={label.choices} />;
  return <ItemFields {...props} />;
}

type Titled = FieldsAnswer['groups'][number];

function KeySelect({ draft, onChange, options }: ConditionFieldsProps & { options: readonly Titled[] }) {
  const { t, language } = useTexts();
  return (
    <Select
      label={t('people.filter.which')}
      data={options.map(({ key, title }) => ({ value: key, label: localText(title, language) }))}
      value={draft.key ?? null}
      searchable
      {...OPTIONS}
      onChange={(key) => onChange({ ...draft, key })}
    />
  );
}

interface StateSelectProps extends ConditionFieldsProps {
  readonly states: readonly { readonly value: string; readonly label: string }[];
  readonly first?: string;
}

function StateSelect({ draft, onChange, states, first }: StateSelectProps) {
  const { t } = useTexts();
  return (
    <Select
      label={t('people.filter.how')}
      data={[...states]}
      value={draft.state ?? first ?? null}
      allowDeselect={false}
      {...OPTIONS}
      onChange={(state) => onChange({ ...draft, state })}
    />
  );
}

interface DayFieldProps extends ConditionFieldsProps {
  readonly name: 'from' | 'to';
  readonly label: string;
}

function DayField({ draft, onChange, name, label }: DayFieldProps) {
  const { t } = useTexts();
  return (
    <TextInput
      label={label}
      description={t('people.day-help')}
      value={draft[name] ?? ''}
      maxLength={20}
      autoComplete="off"
      onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
    />
  );
}

function Between(props: ConditionFieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <DayField {...props} name="from" label={t('people.filter.from')} />
      <DayField {...props} name="to" label={t('people.filter.to')} />
    </>
  );
}

function ItemFields(props: ConditionFieldsProps) {
  const { draft, onChange, fields } = props;
  const { t, language } = useTexts();
  const item = itemOfDraft(draft, fields);
  if (item === undefined) return null;
  const is = draft.state ?? item.is[0] ?? '';
  const states = item.is.map((key) => ({ value: key, label: t(`people.filter.how.${key}`) }));
  const yesNo = [
    { value: 'true', label: t('people.yes') },
    { value: 'false', label: t('people.no') },
  ];
  const choices = item.choices.map(({ key, title }) => ({ value: key, label: localText(title, language) }));
  const options = item.type === 'yes-no' ? yesNo : choices;
  const setText = (text: string) => onChange({ ...draft, text });
  return (
    <>
      <StateSelect {...props} states={states} first={item.is[0] ?? ''} />
      {is === 'between' && <Between {...props} />}
      {['equals', 'contains', 'begins'].includes(is) &&
        (options.length > 0 ? (
          <Select
            label={t('people.filter.value')}
            data={options}
            value={draft.text ?? null}
            {...OPTIONS}
            onChange={(value) => setText(value ?? '')}
          />
        ) : (
          <TextInput
            label={t('people.filter.value')}
            value={draft.text ?? ''}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ))}
    </>
  );
}
