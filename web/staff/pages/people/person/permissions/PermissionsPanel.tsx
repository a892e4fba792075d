/** What the person has answered to each purpose, with the proof one click away, and what can be recorded now. */
import { Button, Menu } from '@mantine/core';
import { IconDots, IconFileCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { PermissionChip, type PermissionState } from '../../../../../kit/facts/PermissionChip.tsx';
import { Proof } from '../../../../../kit/facts/Proof.tsx';
import { useFormats } from '../../../../../kit/formats.ts';
import { Icon } from '../../../../../kit/Icon.tsx';
import { useTexts } from '../../../../../kit/texts.ts';
import { localText } from '../../../../shell/here.ts';
import type { Answer, PersonPermission } from '../../people.api.ts';
import type { PersonProps } from '../person-props.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { type AnswerKind, possibleAnswers } from './answers.ts';
import { proofOf } from './proof-of.ts';

interface Open {
  readonly what: 'proof' | AnswerKind;
  readonly purpose: PersonPermission;
}

export function PermissionsPanel(props: PersonProps) {
  const { person } = props;
  const { t, language } = useTexts();
  const [open, setOpen] = useState<Open>();
  const [all, setAll] = useState(false);
  const asked = person.permissions.filter(({ state }) => state !== 'open' && state !== 'not-asked');
  const shown = all ? person.permissions : asked;
  const hidden = person.permissions.length - asked.length;
  const answer = open && answerOf(person.answers, open.purpose);
  return (
    <section aria-labelledby="permissions" className="s-panel">
      <h2 id="permissions" tabIndex={-1}>
        {t('people.permissions')}
      </h2>
      {shown.length === 0 && <p className="s-muted">{t('people.not-asked')}</p>}
      <ul className="s-list s-panel-lines">
        {shown.map((purpose) => (
          <PermissionLine key={purpose.key} purpose={purpose} {...props} onOpen={setOpen} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="compact-sm" variant="subtle" className="s-screen" onClick={() => setAll(!all)}>
          {all ? t('people.fewer-purposes') : t('people.more-purposes', { count: hidden })}
        </Button>
      )}
      {open?.what === 'proof' && answer && (
        <Proof
          title={localText(open.purpose.title, language)}
          proof={proofOf(answer, language, t)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open && open.what !== 'proof' && (
        <AnswerDialog {...props} kind={open.what} purpose={open.purpose} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

const CHIP: Readonly<Record<PersonPermission['state'], PermissionState>> = {
  given: 'open',
  open: 'open',
  withdrawn: 'closed',
  banned: 'closed',
  objected: 'closed',
  'not-asked': 'not-asked',
};

const answerOf = (answers: readonly Answer[], { deciding }: PersonPermission) =>
  answers.find(({ id }) => id === deciding);

interface LineProps extends PersonProps {
  readonly purpose: PersonPermission;
  readonly onOpen: (open: Open) => void;
}

function PermissionLine({ purpose, person, fields, onOpen }: LineProps) {
  const { t, language } = useTexts();
  const { day } = useFormats();
  const answer = answerOf(person.answers, purpose);
  const title = localText(purpose.title, language);
  const possible = possibleAnswers(
    purpose,
    fields.permissions.find(({ key }) => key === purpose.key),
  );
  const state = t(`people.permission.${purpose.state}`);
  return (
    <li className="s-permission">
      <div className="s-stack s-permission-text">
        <span>{title}</span>
        <div className="s-row">
          <PermissionChip state={CHIP[purpose.state]}>
            {answer ? `${state} ${day(answer.at)}` : state}
          </PermissionChip>
          {answer && (
            <Button
              size="compact-sm"
              variant="subtle"
              className="s-screen"
              aria-label={t('people.proof-of', { title })}
              leftSection={<Icon of={IconFileCertificate} size={14} />}
              onClick={() => onOpen({ what: 'proof', purpose })}
            >
              {t('facts.proof')}
            </Button>
          )}
        </div>
      </div>
      {possible.length > 0 && person.allowed.add && (
        <Menu position="bottom-end">
          <Menu.Target>
            <button
              type="button"
              className="s-icon-button s-screen"
              aria-label={t('people.answer-to', { title })}
            >
              <Icon of={IconDots} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {possible.map((kind) => (
              <Menu.Item key={kind} onClick={() => onOpen({ what: kind, purpose })}>
                {t(`people.answer.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
