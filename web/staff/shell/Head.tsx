/** The head of every page: which register, under which purpose, search, and the user's own menu. */
import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Icon } from '../../kit/Icon.tsx';
import { Keys } from '../../kit/Keys.tsx';
import { useTexts } from '../../kit/texts.ts';
import type { Overlay } from './overlay.ts';
import { PurposeChip } from './PurposeChip.tsx';
import { RegisterSwitch } from './RegisterSwitch.tsx';
import { UserMenu } from './UserMenu.tsx';

export function Head({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const { t } = useTexts();
  return (
    <header className="s-head">
      <div className="s-head-register">
        <RegisterSwitch />
      </div>
      <div className="s-head-purpose">
        <PurposeChip />
      </div>
      <div className="s-head-search s-screen">
        <Button
          leftSection={<Icon of={IconSearch} />}
          rightSection={<Keys of="mod+k" />}
          className="s-search-button"
          aria-haspopup="dialog"
          onClick={() => onOverlay('palette')}
        >
          {t('shell.search')}
        </Button>
      </div>
      <div className="s-head-user s-screen">
        <UserMenu onOverlay={onOverlay} />
      </div>
    </header>
  );
}
