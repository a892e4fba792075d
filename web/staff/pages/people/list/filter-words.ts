/** Conditions read as words: "Säilytys päättyy ennen 21.12.2026", not operators. Names from the notice stand in the nominative. */
import type { Formats } from '../../../../kit/formats.ts';
import type { Language, LocalText, Translate } from '../../../../kit/texts.ts';
import { localText } from '../../../shell/here.ts';
import type { Condition, FieldsAnswer } from '../people.api.ts';

export interface Words {
  readonly t: Translate;
  readonly language: Language;
  readonly formats: Formats;
  readonly fields: FieldsAnswer;
}

type Titled = { readonly key: string; readonly title: Partial<LocalText> };

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

export function titleOf(titled: readonly Titled[], key: string, language: Language): string {
  const found = titled.find((one) => one.key === key);
  return found ? localText(found.title, language) : key;
}

export function wordsOf(condition: Condition, words: Words): string {
  const { t, language, formats, fields } = words;
  if ('item' in condition) return itemWords(condition, words);
  if ('relationship' in condition) {
    const kind = condition.relationship && titleOf(fields.kinds, condition.relationship, language);
    return `${kind ?? t('people.filter.any-kind')}: ${t(`people.filter.state.${condition.state}`)}`;
  }
  if ('organisation' in condition) return t('people.filter.of-organisation');
  if ('source' in condition)
    return t('people.filter.from-source', { source: titleOf(fields.sources, condition.source, language) });
  if ('permission' in condition) {
    const purpose = titleOf(fields.permissions, condition.permission, language);
    return `${purpose}: ${t(`people.filter.permission.${condition.state}`)}`;
  }
  if ('label' in condition) {
    const label = fields.labels.find(({ item }) => item === condition.label);
    const value = titleOf(label?.choices ?? [], condition.value, language);
    return `${label ? localText(label.title, language) : condition.label}: ${value}`;
  }
  if ('keptUntil' in condition)
    return t('people.filter.ends-before', { day: formats.day(condition.keptUntil.before) });
  if ('recorded' in condition) return recordedWords(condition.recorded, words);
  return condition satisfies never;
}

type ItemCondition = Extract<Condition, { item: string }>;

function itemWords(condition: ItemCondition, { t, language, formats, fields }: Words): string {
  const item = fields.items.find(({ item }) => item === condition.item);
  const title = item ? localText(item.title, language) : condition.item;
  const shown = (value: string) => (ISO_DAY.test(value) ? formats.day(value) : value);
  if (condition.is === 'between') {
    const { from, to } = condition;
    if (from === undefined) return t('people.filter.is.until', { title, to: shown(to ?? '') });
    if (to === undefined) return t('people.filter.is.since', { title, from: shown(from) });
    return t('people.filter.is.between', { title, from: shown(from), to: shown(to) });
  }
  if (!('value' in condition)) return t(`people.filter.is.${condition.is}`, { title });
  const choice = item?.choices.find(({ key }) => key === condition.value);
  const value = choice
    ? localText(choice.title, language)
    : typeof condition.value === 'boolean'
      ? t(condition.value ? 'people.yes' : 'people.no')
      : String(condition.value);
  return t(`people.filter.is.${condition.is}`, { title, value });
}

function recordedWords(
  { since, until }: { since?: string | undefined; until?: string | undefined },
  { t, formats }: Words,
) {
  if (until === undefined) return t('people.filter.recorded-since', { day: formats.day(since ?? '') });
  if (since === undefined) return t('people.filter.recorded-until', { day: formats.day(until) });
  return t('people.filter.recorded-between', { since: formats.day(since), until: formats.day(until) });
}
