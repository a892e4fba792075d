/**
 * The one line that tells of facts other purposes hold: how many, and a way to those the user can switch to. Nothing else on a page hints
 * at what is closed.
 */
import { Button } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { Icon } from '../Icon.tsx';
import { useTexts } from '../texts.ts';

export interface Elsewhere {
  readonly purpose: string;
  readonly title: string;
  readonly facts: number;
}

interface OtherPurposesProps {
  readonly elsewhere: readonly Elsewhere[];
  readonly onSwitch: (purpose: string) => void;
}

export function OtherPurposes({ elsewhere, onSwitch }: OtherPurposesProps) {
  const { t } = useTexts();
  const count = elsewhere.reduce((sum, { facts }) => sum + facts, 0);
  if (count === 0) return null;
  return (
    <div className="s-elsewhere s-screen">
      <span>{t('facts.elsewhere', { count })}</span>
      {elsewhere.map(({ purpose, title, facts }) => (
        <Button
          key={purpose}
          size="compact-sm"
          variant="subtle"
          color="bilberry"
          leftSection={<Icon of={IconTarget} size={14} />}
          onClick={() => onSwitch(purpose)}
        >
          {t('facts.switch', { title, facts })}
        </Button>
      ))}
    </div>
  );
}
