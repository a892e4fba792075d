/** Under which purpose the page is read, always in sight. Its menu has only purposes the user may act for, each with the notice's words. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFileText, IconTarget } from '@tabler/icons-react';
import { Icon } from '../../kit/Icon.tsx';
import { useTexts } from '../../kit/texts.ts';
import { showToast } from '../../kit/toasts.tsx';
import type { Purpose } from '../api/session.ts';
import { localText, usePurpose, useRegister } from './here.ts';

export function PurposeChip() {
  const { t, language } = useTexts();
  const register = useRegister();
  const { purpose, purposes, choose } = usePurpose();
  if (purpose === undefined) return null;
  const label = t('shell.purpose', { title: localText(purpose.title, language) });
  const pick = (key: string, title: string) => {
    if (key === purpose.key) return;
    choose(key);
    showToast(t('shell.purpose', { title }));
  };
  return (
    <Menu position="bottom-start" width={400}>
      <Menu.Target>
        <UnstyledButton className="s-purpose">
          <Icon of={IconTarget} />
          <span className="s-cut">{label}</span>
          <Icon of={IconChevronDown} size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="s-purpose-menu">
        {purposes.map((other) => (
          <PurposeItem
            key={other.key}
            purpose={other}
            current={other.key === purpose.key}
            onPick={(title) => pick(other.key, title)}
          />
        ))}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={`/notices/${register?.key}?language=${language}`}
          target="_blank"
          leftSection={<Icon of={IconFileText} />}
        >
          {t('shell.read-notice')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface PurposeItemProps {
  readonly purpose: Purpose;
  readonly current: boolean;
  readonly onPick: (title: string) => void;
}

function PurposeItem({ purpose, current, onPick }: PurposeItemProps) {
  const { t, language } = useTexts();
  const title = localText(purpose.title, language);
  const sentence = localText(purpose.sentence, language);
  return (
    <Menu.Item
      leftSection={current ? <Icon of={IconCheck} /> : <span className="s-icon-space" />}
      aria-current={current || undefined}
      onClick={() => onPick(title)}
    >
      {title}
      {purpose.implicit && <span className="s-menu-help">{t('shell.implicit-purpose')}</span>}
      {sentence !== title && <span className="s-menu-help">{sentence}</span>}
    </Menu.Item>
  );
}
