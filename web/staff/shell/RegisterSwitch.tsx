/** Which register the page belongs to. With one register it is its name; with several a menu. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Icon } from '../../kit/Icon.tsx';
import { useTexts } from '../../kit/texts.ts';
import { useSignedIn } from '../api/session.ts';
import { localText, useRegister } from './here.ts';

export function RegisterSwitch() {
  const { t, language } = useTexts();
  const { registers } = useSignedIn();
  const register = useRegister();
  const navigate = useNavigate();
  if (register === undefined) return <strong>Seloste</strong>;
  const title = localText(register.title, language);
  if (registers.length === 1) return <strong className="s-register">{title}</strong>;
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <UnstyledButton className="s-register s-register-button" aria-label={t('shell.register', { title })}>
          <span className="s-cut">{title}</span>
          <Icon of={IconChevronDown} size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {registers.map((other) => (
          <Menu.Item
            key={other.key}
            leftSection={
              other.key === register.key ? <Icon of={IconCheck} /> : <span className="s-icon-space" />
            }
            onClick={() => void navigate({ to: '/registers/$register', params: { register: other.key } })}
          >
            {localText(other.title, language)}
            <span className="s-menu-help">{other.controller}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
