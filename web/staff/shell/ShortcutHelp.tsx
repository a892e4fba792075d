/** Which keys work on this page, and the switch for those of a single letter. */
import { Modal, Switch } from '@mantine/core';
import { Keys } from '../../kit/Keys.tsx';
import { changeSettings, useSettings } from '../../kit/settings.ts';
import { useAllShortcuts } from '../../kit/shortcuts.ts';
import { useTexts } from '../../kit/texts.ts';

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTexts();
  const { letterKeys } = useSettings();
  const shortcuts = useAllShortcuts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.help')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <div className="s-stack">
        <table className="s-table s-table-plain">
          <tbody>
            {shortcuts.map(({ keys, text }) => (
              <tr key={keys + text}>
                <th scope="row">{text}</th>
                <td className="s-actions">
                  <Keys of={keys} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Switch
          label={t('shell.letter-keys')}
          description={t('shell.letter-keys-help')}
          checked={letterKeys}
          onChange={(event) => changeSettings({ letterKeys: event.currentTarget.checked })}
        />
      </div>
    </Modal>
  );
}
