import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { call } from '../../../api/client.ts';
import { localText } from '../../../shell/here.ts';
import { adminList, adminPath, type Role, reloadAdmin } from '../admin.api.ts';

interface NewKeyDialogProps {
  readonly register: string;
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

/** Every key ends; a year is the longest. */
const DAYS = ['30', '90', '180', '365'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

export function NewKeyDialog({ register, onClose, onMade }: NewKeyDialogProps) {
  const { t, language } = useTexts();
  const query = useInfiniteQuery(adminList<Role>(register, 'roles'));
  const roles = (query.data?.pages ?? []).flatMap(({ rows }) => rows);
  const form = useForm({
    initial: { name: '', role: '', days: '90' },
    check: ({ name, role }) => ({
      ...(name.trim() === '' && { name: t('keys.name-missing') }),
      ...(role === '' && { role: t('users.role-missing') }),
    }),
    send: async ({ name, role, days }) => {
      const expiresAt = new Date(Date.now() + Number(days) * DAY_MS).toISOString();
      const body = { name: name.trim(), role, expiresAt };
      const { key } = await call<{ key: string }>(adminPath(register, 'api-keys'), { method: 'POST', body });
      await reloadAdmin();
      onMade(key);
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('keys.new')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <FormFrame form={form} label={t('keys.new')}>
        <TextInput
          {...fieldOf(form, 'name')}
          label={t('keys.name')}
          description={t('keys.name-help')}
          autoComplete="off"
          data-autofocus
        />
        <Select
          id="field-role"
          label={t('users.role')}
          data={roles.map(({ key, title }) => ({ value: key, label: localText(title, language) }))}
          error={form.errors.role}
          value={form.values.role || null}
          allowDeselect={false}
          onChange={(value) => form.set('role', value ?? '')}
        />
        <Select
          label={t('keys.valid')}
          data={DAYS.map((value) => ({ value, label: t('keys.days', { count: Number(value) }) }))}
          value={form.values.days}
          allowDeselect={false}
          onChange={(value) => form.set('days', value ?? '90')}
        />
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="submit" variant="filled" loading={form.sending}>
            {t('keys.new')}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}
