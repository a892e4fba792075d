/** A new task, or a change of one: what it lets one do, and under which purposes of the notice. */
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { keyOfTitle } from '../../../../kit/keys-of-titles.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import type { Register } from '../../../api/session.ts';
import { localText } from '../../../shell/here.ts';
import { adminPath, reloadAdmin, type Task } from '../admin.api.ts';
import { Choices } from '../Choices.tsx';

interface TaskDialogProps {
  readonly register: Register;
  readonly task?: Task;
  readonly onClose: () => void;
}

/** In the order in which they grow. */
const VERBS = ['read', 'add', 'change', 'remove', 'count', 'export', 'send', 'manage'] as const;

/** Administration is not done under a purpose. */
const needsPurpose = (verbs: readonly string[]) => verbs.some((verb) => verb !== 'manage');

export function TaskDialog({ register, task, onClose }: TaskDialogProps) {
  const { t, language } = useTexts();
  const title = t(task ? 'roles.edit' : 'roles.new-task');
  const form = useForm({
    initial: {
      title: task ? localText(task.title, language) : '',
      purposes: [...(task?.purposes ?? [])],
      verbs: [...(task?.verbs ?? ['read'])],
      reason: '',
    },
    check: (values) => ({
      ...(keyOfTitle(values.title) === '' && { title: t('roles.title-missing') }),
      ...(needsPurpose(values.verbs) &&
        values.purposes.length === 0 && { purposes: t('roles.purpose-missing') }),
      ...(values.verbs.length === 0 && { verbs: t('roles.verb-missing') }),
      ...(values.reason.trim().length < 3 && { reason: t('kit.reason-missing') }),
    }),
    send: async ({ purposes, verbs, ...values }) => {
      const changed = { title: { ...task?.title, [language]: values.title.trim() }, purposes, verbs };
      const body = {
        ...changed,
        reason: values.reason.trim(),
        ...(!task && { key: keyOfTitle(values.title) }),
      };
      const path = adminPath(register.key, task ? `tasks/${task.key}` : 'tasks');
      const answer = await call<{ granted: boolean }>(path, { method: task ? 'PATCH' : 'POST', body });
      await reloadAdmin();
      showToast(t(answer.granted ? 'kit.saved' : 'users.role-waits'));
      onClose();
    },
  });
  const purposes = register.purposes.filter(({ implicit }) => !implicit);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <FormFrame form={form} label={title}>
        <TextInput {...fieldOf(form, 'title')} label={t('roles.name')} autoComplete="off" data-autofocus />
        <Choices
          id={form.idOf('purposes')}
          label={t('roles.purposes')}
          error={form.errors.purposes}
          value={form.values.purposes}
          choices={purposes.map(({ key, title: name }) => ({ key, label: localText(name, language) }))}
          onChange={(value) => form.set('purposes', value)}
        />
        <Choices
          id={form.idOf('verbs')}
          label={t('roles.verbs')}
          error={form.errors.verbs}
          value={form.values.verbs}
          choices={VERBS.map((verb) => ({ key: verb, label: t(`roles.verb.${verb}`) }))}
          onChange={(value) => form.set('verbs', value)}
        />
        <Textarea {...fieldOf(form, 'reason')} label={t('kit.reason')} autosize minRows={2} />
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="submit" variant="filled" loading={form.sending}>
            {t('roles.save-task')}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}
