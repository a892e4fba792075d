/** Where the fact came from: only sources that the notice accepts for it. Asked only where there is a choice. */
import { NativeSelect } from '@mantine/core';
import { useTexts } from '../../../../../kit/texts.ts';
import { titleOf } from '../../list/filter-words.ts';
import type { FieldsAnswer } from '../../people.api.ts';

interface SourceFieldProps {
  readonly fields: FieldsAnswer;
  readonly keys: readonly string[];
  readonly value: string;
  readonly onChange: (source: string) => void;
}

export function SourceField({ fields, keys, value, onChange }: SourceFieldProps) {
  const { t, language } = useTexts();
  if (keys.length < 2) return null;
  return (
    <NativeSelect
      label={t('people.source')}
      className="s-source"
      value={value}
      data={keys.map((key) => ({ value: key, label: titleOf(fields.sources, key, language) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
