/** A new role, or a change of one: its name and its tasks. */
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { keyOfTitle } from '../../../../kit/keys-of-titles.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { localText } from '../../../shell/here.ts';
import { adminPath, type Role, reloadAdmin, type Task } from '../admin.api.ts';
import { Choices } from '../Choices.tsx';

interface RoleDialogProps {
  readonly register: string;
  readonly tasks: readonly Task[];
  readonly role?: Role;
  readonly onClose: () => void;
}

export function RoleDialog({ register, tasks, role, onClose }: RoleDialogProps) {
  const { t, language } = useTexts();
  const title = t(role ? 'roles.edit' : 'roles.new');
  const form = useForm({
    initial: {
      title: role ? localText(role.title, language) : '',
      tasks: [...(role?.tasks ?? [])],
      reason: '',
    },
    check: (values) => ({
      ...(keyOfTitle(values.title) === '' && { title: t('roles.title-missing') }),
      ...(values.tasks.length === 0 && { tasks: t('roles.task-missing') }),
      ...(values.reason.trim().length < 3 && { reason: t('kit.reason-missing') }),
    }),
    send: async (values) => {
      const changed = { title: { ...role?.title, [language]: values.title.trim() }, tasks: values.tasks };
      const body = {
        ...changed,
        reason: values.reason.trim(),
        ...(!role && { key: keyOfTitle(values.title) }),
      };
      const path = adminPath(register, role ? `roles/${role.key}` : 'roles');
      const answer = await call<{ granted: boolean }>(path, { method: role ? 'PATCH' : 'POST', body });
      await reloadAdmin();
      showToast(t(answer.granted ? 'kit.saved' : 'users.role-waits'));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <FormFrame form={form} label={title}>
        <TextInput {...fieldOf(form, 'title')} label={t('roles.name')} autoComplete="off" data-autofocus />
        <Choices
          id={form.idOf('tasks')}
          label={t('roles.tasks')}
          error={form.errors.tasks}
          value={form.values.tasks}
          choices={tasks.map((task) => ({ key: task.key, label: localText(task.title, language) }))}
          onChange={(value) => form.set('tasks', value)}
        />
        <Textarea {...fieldOf(form, 'reason')} label={t('kit.reason')} autosize minRows={2} />
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="submit" variant="filled" loading={form.sending}>
            {t('roles.save')}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}
