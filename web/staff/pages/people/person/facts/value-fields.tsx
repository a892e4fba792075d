/** The fields of a value, by its type: one line, several lines, a choice, or the parts it has. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '../../../../../kit/texts.ts';
import { readTypedDay, todayInHelsinki, typedDay } from '../../../../../kit/typed-day.ts';
import { localText } from '../../../../shell/here.ts';
import type { Addable } from '../../people.api.ts';

/** As it stands in the fields, part by part; a value without parts is the part `value`. */
export type Typed = Readonly<Record<string, string>>;

export const WHOLE = 'value';

export const partsOf = ({ parts }: Pick<Addable, 'parts'>): readonly string[] =>
  parts.length > 0 ? parts : [WHOLE];

/** What the fields begin with. */
export function typedOf(item: Addable, value: string, parts: Readonly<Record<string, string | null>>): Typed {
  if (item.parts.length > 0) return Object.fromEntries(item.parts.map((part) => [part, parts[part] ?? '']));
  return { [WHOLE]: item.type === 'date' ? typedDay(value) : value };
}

/** As the API takes it; undefined when a day is no day or nothing is there. */
export function sentValue(item: Addable, typed: Typed): string | Record<string, string> | undefined {
  if (item.parts.length > 0) {
    const filled = Object.entries(typed).map(([part, text]) => [part, text.trim()] as const);
    return filled.some(([, text]) => text !== '') ? Object.fromEntries(filled) : undefined;
  }
  const text = (typed[WHOLE] ?? '').trim();
  if (text === '') return undefined;
  return item.type === 'date' ? readTypedDay(text, todayInHelsinki()) : text;
}

interface ValueFieldsProps {
  readonly item: Addable;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly error?: string | undefined;
  /** Labels are unseen where the line already has one. */
  readonly label: string;
  readonly autoFocus?: boolean;
  readonly idPrefix?: string;
}

const AUTOCOMPLETE = 'off';
const INPUT_MODES: Readonly<Record<string, 'email' | 'tel' | 'numeric'>> = {
  email: 'email',
  phone: 'tel',
  number: 'numeric',
};

export function ValueFields(props: ValueFieldsProps) {
  const { item, typed, onChange, error, label, autoFocus = false } = props;
  const { t, language } = useTexts();
  const yesNo = [
    { value: 'true', label: t('people.yes') },
    { value: 'false', label: t('people.no') },
  ];
  const choices = item.choices.map(({ key, title }) => ({ value: key, label: localText(title, language) }));
  const options = item.type === 'yes-no' ? yesNo : choices;
  return partsOf(item).map((part, index) => {
    const field = {
      id: `${props.idPrefix ?? 'value'}-${item.item}-${part}`,
      ...(part === WHOLE
        ? { 'aria-label': label }
        : { label: t(`people.part.${part}`, { defaultValue: part }) }),
      value: typed[part] ?? '',
      // Here the user asked for the field; in a dialog its trap of the focus looks for the mark.
      ...(autoFocus && index === 0 && { autoFocus, 'data-autofocus': true }),
      error: index === 0 ? error : undefined,
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ ...typed, [part]: event.currentTarget.value }),
    };
    if (options.length > 0)
      return (
        <NativeSelect key={part} {...field} data={[{ value: '', label: t('people.choose') }, ...options]} />
      );
    if (item.type === 'long-text')
      return <Textarea key={part} {...field} autosize minRows={2} maxRows={12} />;
    const inputMode = INPUT_MODES[item.type];
    return (
      <TextInput
        key={part}
        {...field}
        {...(item.type === 'date' && { description: t('people.day-help') })}
        {...(inputMode && { inputMode })}
        autoComplete={AUTOCOMPLETE}
      />
    );
  });
}
