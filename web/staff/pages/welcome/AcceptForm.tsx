/** Who one is and with what password one comes back. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { FormFrame } from '../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../kit/form.ts';
import { useFormats } from '../../../kit/formats.ts';
import { type LocalText, useTexts } from '../../../kit/texts.ts';
import { call } from '../../api/client.ts';
import type { SessionState } from '../../api/session.ts';
import { PASSWORD_MIN_LENGTH } from '../../session/password.ts';
import { localText } from '../../shell/here.ts';

type Titled = { readonly key: string; readonly title: Partial<LocalText> };

export interface Invitation {
  /** The first user of the installation, who chooses their own user name. */
  readonly owner: boolean;
  readonly login: string | null;
  readonly name: string | null;
  readonly registers: readonly (Titled & { readonly roles: readonly Titled[] })[];
  readonly expiresAt: string;
}

interface AcceptFormProps {
  readonly token: string;
  readonly invitation: Invitation;
  readonly onSession: (session: SessionState) => void;
}

export function AcceptForm({ token, invitation, onSession }: AcceptFormProps) {
  const { t, language } = useTexts();
  const isInvited = !invitation.owner;
  const form = useForm({
    initial: { name: invitation.name ?? '', login: invitation.login ?? '', password: '' },
    check: ({ name, login, password }) => ({
      ...(name.trim() === '' && { name: t('welcome.name-missing') }),
      ...(!/^\S+@\S+$/.test(login.trim()) && { login: t('welcome.login-malformed') }),
      ...(password.length < PASSWORD_MIN_LENGTH && {
        password: t('welcome.password-short', { count: PASSWORD_MIN_LENGTH }),
      }),
    }),
    send: async ({ name, login, password }) => {
      const body = {
        token,
        name: name.trim(),
        password,
        language,
        ...(!isInvited && { login: login.trim() }),
      };
      onSession(await call<SessionState>('/invitations/accept', { method: 'POST', body }));
    },
  });
  return (
    <>
      <InvitationText invitation={invitation} />
      <FormFrame form={form} label={t('welcome.title')}>
        <TextInput {...fieldOf(form, 'name')} label={t('welcome.name')} autoComplete="name" />
        <TextInput
          {...fieldOf(form, 'login')}
          type="email"
          label={t('sign-in.login')}
          description={isInvited ? t('welcome.login-given') : t('welcome.login-help')}
          readOnly={isInvited}
          autoComplete="username"
        />
        <PasswordInput
          {...fieldOf(form, 'password')}
          label={t('sign-in.password')}
          description={t('welcome.password-help', { count: PASSWORD_MIN_LENGTH })}
          autoComplete="new-password"
          visibilityToggleButtonProps={{
            'aria-label': t('sign-in.show-password'),
            tabIndex: 0,
            'aria-hidden': false,
          }}
        />
        <Button type="submit" variant="filled" fullWidth loading={form.sending}>
          {t('welcome.submit')}
        </Button>
      </FormFrame>
    </>
  );
}

function InvitationText({ invitation: { owner, registers, expiresAt } }: { invitation: Invitation }) {
  const { t, language } = useTexts();
  const { moment } = useFormats();
  const until = <p>{t('welcome.until', { moment: moment(expiresAt) })}</p>;
  if (owner) {
    return (
      <>
        <p>{t('welcome.as-owner')}</p>
        {until}
      </>
    );
  }
  return (
    <>
      {registers.map(({ key, title, roles }) => (
        <p key={key}>
          {t('welcome.as-colleague', {
            register: localText(title, language),
            roles: roles.map((role) => localText(role.title, language)).join(', '),
          })}
        </p>
      ))}
      {until}
    </>
  );
}
