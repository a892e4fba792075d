/** The commands that are there on every page: each workspace, each purpose, one's own matters. */
import { useMantineColorScheme } from '@mantine/core';
import {
  IconArrowRight,
  IconKeyboard,
  IconLogout,
  IconSunMoon,
  IconTarget,
  IconUserCog,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../kit/texts.ts';
import { signOut } from '../session/sign-out.ts';
import { type Command, useCommands } from './commands.ts';
import { localText, usePurpose, useRegister } from './here.ts';
import type { Overlay } from './overlay.ts';
import { workspaces } from './workspaces.ts';

export function useShellCommands(onOverlay: (overlay: Overlay) => void): void {
  useCommands([...useGoCommands(), ...useOwnCommands(onOverlay), ...usePurposeCommands()]);
}

function useGoCommands(): Command[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const register = useRegister();
  if (register === undefined) return [];
  return workspaces
    .filter(({ isOpen }) => isOpen(register))
    .map(({ key, to, icon, letter }) => ({
      id: `go-${key}`,
      group: 'go' as const,
      text: t(`shell.nav.${key}`),
      icon,
      keys: `g ${letter}`,
      run: () => void navigate({ to, params: { register: register.key } }),
    }));
}

function usePurposeCommands(): Command[] {
  const { t, language } = useTexts();
  const { purpose, purposes, choose } = usePurpose();
  return purposes
    .filter(({ key }) => key !== purpose?.key)
    .map(({ key, title }) => ({
      id: `purpose-${key}`,
      group: 'do' as const,
      text: t('shell.purpose-switch', { title: localText(title, language) }),
      icon: IconTarget,
      run: () => choose(key),
    }));
}

function useOwnCommands(onOverlay: (overlay: Overlay) => void): Command[] {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const schemes = (['auto', 'light', 'dark'] as const).map((scheme) => ({
    id: `scheme-${scheme}`,
    group: 'do' as const,
    text: `${t('shell.scheme')}: ${t(`shell.scheme.${scheme}`)}`,
    icon: IconSunMoon,
    run: () => setColorScheme(scheme),
  }));
  return [
    {
      id: 'me',
      group: 'go',
      text: t('shell.me'),
      icon: IconUserCog,
      run: () => void navigate({ to: '/me' }),
    },
    ...schemes,
    {
      id: 'help',
      group: 'do',
      text: t('shell.help'),
      icon: IconKeyboard,
      keys: '?',
      run: () => onOverlay('help'),
    },
    { id: 'out', group: 'do', text: t('shell.sign-out'), icon: IconLogout, run: () => void signOut() },
  ];
}

export const COMMAND_ICON = IconArrowRight;
