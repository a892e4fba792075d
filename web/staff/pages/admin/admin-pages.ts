/** The pages of administration, for its navigation and for the palette. */
import { IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../../kit/texts.ts';
import type { Register } from '../../api/session.ts';
import { useCommands } from '../../shell/commands.ts';

export const ADMIN_PAGES = [
  { key: 'users', to: '/registers/$register/admin/users' },
  { key: 'roles', to: '/registers/$register/admin/roles' },
  { key: 'access-reviews', to: '/registers/$register/admin/access-reviews' },
  { key: 'grant-requests', to: '/registers/$register/admin/grant-requests' },
  { key: 'api-keys', to: '/registers/$register/admin/api-keys' },
  { key: 'settings', to: '/registers/$register/admin/settings' },
  { key: 'health', to: '/registers/$register/admin/health' },
] as const;

export function useAdminCommands(register: Register, isOpen: boolean): void {
  const { t } = useTexts();
  const navigate = useNavigate();
  const pages = isOpen ? ADMIN_PAGES : [];
  useCommands(
    pages.map(({ key, to }) => ({
      id: `admin-${key}`,
      group: 'go',
      text: `${t('shell.nav.admin')}: ${t(`admin.nav.${key}`)}`,
      icon: IconSettings,
      run: () => void navigate({ to, params: { register: register.key } }),
    })),
  );
}
