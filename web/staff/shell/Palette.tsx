/**
 * Go to, do, find: one field and one list, by the pattern of a combobox, so that a screen reader hears which line the arrows are on.
 * (Mantine's Spotlight says nothing to one.)
 */
import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useState } from 'react';
import { Icon } from '../../kit/Icon.tsx';
import { Keys } from '../../kit/Keys.tsx';
import { useTexts } from '../../kit/texts.ts';
import { type Command, setPaletteQuery, useAllCommands } from './commands.ts';
import { mayUse, usePurpose, useRegister } from './here.ts';
import type { Overlay } from './overlay.ts';
import { COMMAND_ICON, useShellCommands } from './shell-commands.ts';

/** People are searched with the code of their pages, which comes when the palette is first opened. */
const PeopleAnswers = lazy(() =>
  import('../pages/people/PeopleAnswers.tsx').then((module) => ({ default: module.PeopleAnswers })),
);

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onOverlay: (overlay: Overlay) => void;
}

const GROUPS = ['found', 'go', 'do'] as const;
const SHOWN_LIMIT = 40;

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');

/** Each word must occur, in any order and without its dots and accents. */
function matching(commands: readonly Command[], query: string): Command[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const fits = ({ text, isAnswer }: Command) =>
    isAnswer || words.every((word) => folded(text).includes(word));
  const found = commands.filter(fits);
  return GROUPS.flatMap((group) => found.filter((command) => command.group === group)).slice(0, SHOWN_LIMIT);
}

export function Palette({ opened, onClose, onOverlay }: PaletteProps) {
  const { t } = useTexts();
  useShellCommands(onOverlay);
  const register = useRegister();
  const { purpose } = usePurpose();
  // A dialog with a title bar would push the field down; the whole is named instead.
  return (
    <Modal.Root opened={opened} onClose={onClose} centered={false} yOffset="10vh" size={560}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.palette')}>
        <Modal.Body p={0}>
          <PaletteBody onClose={onClose} />
          {register && purpose && mayUse(register, 'read') && (
            <Suspense>
              <PeopleAnswers register={register} purpose={purpose.key} />
            </Suspense>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const shown = matching(useAllCommands(), query);
  const current = shown[Math.min(active, shown.length - 1)];
  const idOf = (command: Command) => `${id}-${command.id}`;
  useEffect(() => {
    setPaletteQuery(query);
    setActive(0);
    return () => setPaletteQuery('');
  }, [query]);
  useEffect(() => {
    if (current) document.getElementById(`${id}-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current, id]);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, active, shown.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={current && idOf(current)}
        aria-label={t('shell.palette.placeholder')}
        placeholder={t('shell.palette.placeholder')}
        variant="unstyled"
        className="s-palette-field"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <PaletteList id={id} shown={shown} current={current} idOf={idOf} onRun={run} />
      <div role="status" className="s-unseen">
        {t('shell.palette.count', { count: shown.length })}
      </div>
    </>
  );
}

function moved(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active + count - 1) % count;
  return undefined;
}

interface PaletteListProps {
  readonly id: string;
  readonly shown: readonly Command[];
  readonly current: Command | undefined;
  readonly idOf: (command: Command) => string;
  readonly onRun: (command: Command) => void;
}

function PaletteList({ id, shown, current, idOf, onRun }: PaletteListProps) {
  const { t } = useTexts();
  if (shown.length === 0) return <p className="s-palette-none s-muted">{t('shell.palette.none')}</p>;
  return (
    <div id={id} role="listbox" aria-label={t('shell.palette')} className="s-palette-list">
      {GROUPS.map((group) => {
        const commands = shown.filter((command) => command.group === group);
        if (commands.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset cannot stand in a list box.
          <div key={group} role="group" aria-label={t(`shell.palette.${group}`)}>
            <div className="s-palette-group" aria-hidden="true">
              {t(`shell.palette.${group}`)}
            </div>
            {commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act in the field, which keeps the focus.
              <div
                key={command.id}
                id={idOf(command)}
                role="option"
                tabIndex={-1}
                aria-selected={command === current}
                className="s-palette-option"
                onClick={() => onRun(command)}
              >
                <Icon of={command.icon ?? COMMAND_ICON} />
                <span className="s-cut">{command.text}</span>
                {command.keys && <Keys of={command.keys} />}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
