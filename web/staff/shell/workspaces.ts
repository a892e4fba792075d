/** The workspaces of the left rail, in its order. A page folder joins with one entry here; what a role has nothing in is left out. */
import { IconHome, IconSettings, IconUsers } from '@tabler/icons-react';
import type { IconKind } from '../../kit/Icon.tsx';
import type { Register } from '../api/session.ts';
import { mayUse } from './here.ts';

export interface Workspace {
  /** The texts call it "nav." and this. */
  readonly key: string;
  readonly to: string;
  readonly icon: IconKind;
  /** After `g`. */
  readonly letter: string;
  /** In the bottom bar of a phone; the others are behind "more". */
  readonly onPhone: boolean;
  readonly isOpen: (register: Register) => boolean;
}

export const workspaces: readonly Workspace[] = [
  {
    key: 'home',
    to: '/registers/$register',
    icon: IconHome,
    letter: 'h',
    onPhone: true,
    isOpen: () => true,
  },
  {
    key: 'people',
    to: '/registers/$register/people',
    icon: IconUsers,
    letter: 'p',
    onPhone: true,
    isOpen: (register) => mayUse(register, 'read'),
  },
  {
    key: 'admin',
    to: '/registers/$register/admin',
    icon: IconSettings,
    letter: 'a',
    onPhone: false,
    isOpen: (register) => register.manages,
  },
];
