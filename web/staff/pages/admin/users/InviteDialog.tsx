/** An invitation by e-mail: named people only, each with an address of their own. */
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language, useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { localText } from '../../../shell/here.ts';
import { adminList, adminPath, type Role, reloadAdmin } from '../admin.api.ts';
import { Choices } from '../Choices.tsx';

interface InviteDialogProps {
  readonly register: string;
  readonly onClose: () => void;
}

export function InviteDialog({ register, onClose }: InviteDialogProps) {
  const { t, language } = useTexts();
  const query = useInfiniteQuery(adminList<Role>(register, 'roles'));
  const roles = (query.data?.pages ?? []).flatMap(({ rows }) => rows);
  const form = useForm({
    initial: { name: '', login: '', language, roles: [] as string[], reason: '' },
    check: ({ name, login, roles: chosen, reason }) => ({
      ...(name.trim() === '' && { name: t('users.invite-name-missing') }),
      ...(!/^\S+@\S+$/.test(login.trim()) && { login: t('welcome.login-malformed') }),
      ...(chosen.length === 0 && { roles: t('users.role-missing') }),
      ...(reason.trim().length < 3 && { reason: t('kit.reason-missing') }),
    }),
    send: async (values) => {
      const body = { ...values, name: values.name.trim(), login: values.login.trim() };
      const path = adminPath(register, 'users/invite');
      const { waiting } = await call<{ waiting: string[] }>(path, { method: 'POST', body });
      await reloadAdmin();
      showToast(t(waiting.length > 0 ? 'users.invited-waits' : 'users.invited'));
      onClose();
    },
  });
  const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('users.invite')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <FormFrame form={form} label={t('users.invite')}>
        <TextInput {...fieldOf(form, 'name')} label={t('users.name')} autoComplete="off" data-autofocus />
        <TextInput
          {...fieldOf(form, 'login')}
          type="email"
          label={t('sign-in.login')}
          description={t('users.invite-login-help')}
          autoComplete="off"
        />
        <Select
          label={t('users.invite-language')}
          data={languages}
          value={form.values.language}
          allowDeselect={false}
          onChange={(value) => form.set('language', (value ?? 'fi') as Language)}
        />
        <Choices
          id={form.idOf('roles')}
          label={t('users.roles')}
          error={form.errors.roles}
          value={form.values.roles}
          choices={roles.map(({ key, title }) => ({ key, label: localText(title, language) }))}
          onChange={(value) => form.set('roles', value)}
        />
        <Textarea {...fieldOf(form, 'reason')} label={t('kit.reason')} autosize minRows={2} />
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="submit" variant="filled" loading={form.sending}>
            {t('users.invite-send')}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}
