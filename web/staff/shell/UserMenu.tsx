/** One's own menu: settings, language, light or dark, keys, out. */
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconUserCog,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../kit/Icon.tsx';
import { changeSettings } from '../../kit/settings.ts';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import { acceptSession, type SessionState, useSignedIn } from '../api/session.ts';
import { signOut } from '../session/sign-out.ts';
import type { Overlay } from './overlay.ts';

const SCHEMES = [
  { scheme: 'auto', icon: IconSunMoon },
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
] as const;

const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

/** At once here; the server hears of it for the next browser and for mail. */
export async function chooseLanguage(language: Language): Promise<void> {
  changeSettings({ language });
  await changeLanguage(language);
  acceptSession(await call<SessionState>('/me', { method: 'PATCH', body: { language } }));
}

export function UserMenu({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const { t, language } = useTexts();
  const { account } = useSignedIn();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mark = (on: boolean) => (on ? <Icon of={IconCheck} /> : null);
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          className="s-avatar"
          aria-label={t('shell.own-menu', { name: account.name })}
          data-initials={initialsOf(account.name)}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.name}</Menu.Label>
        <Menu.Item component={Link} to="/me" leftSection={<Icon of={IconUserCog} />}>
          {t('shell.me')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={IconKeyboard} />} onClick={() => onOverlay('help')}>
          {t('shell.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {LANGUAGES.map((other) => (
          <Menu.Item
            key={other}
            lang={other}
            aria-current={other === language || undefined}
            rightSection={mark(other === language)}
            onClick={() => void chooseLanguage(other)}
          >
            {LANGUAGE_NAMES[other]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        {SCHEMES.map(({ scheme, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon of={icon} />}
            aria-current={scheme === colorScheme || undefined}
            rightSection={mark(scheme === colorScheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`shell.scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={IconLogout} />} onClick={() => void signOut()}>
          {t('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
