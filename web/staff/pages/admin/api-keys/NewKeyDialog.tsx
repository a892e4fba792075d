/** A new key: of one role, for some of its purposes, ending on a day. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FormFrame } from '../../../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../../../kit/form.ts';
import { useTexts } from '../../../../kit/texts.ts';
import { call } from '../../../api/client.ts';
import type { Register } from '../../../api/session.ts';
import { localText } from '../../../shell/here.ts';
import { adminList, adminPath, type Role, reloadAdmin, type Task } from '../admin.api.ts';
import { Choices } from '../Choices.tsx';

interface NewKeyDialogProps {
  readonly register: Register;
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

/** Every key ends; a year is the longest. */
const DAYS = ['30', '90', '180', '365'] as const;

type Reach = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Purpose → verbs that the role gives for all the purpose's data. A key gets some of it, never administration, and nothing of a task
 * that is limited to some items.
 */
function reachOf(role: Role | undefined, tasks: readonly Task[]): Reach {
  const given = tasks.filter((task) => role?.tasks.includes(task.key) && task.items === null);
  const reach = new Map<string, Set<string>>();
  for (const { purposes, verbs } of given) {
    for (const purpose of purposes) {
      const known = reach.get(purpose) ?? new Set();
      for (const verb of verbs) if (verb !== 'manage') known.add(verb);
      reach.set(purpose, known);
    }
  }
  return reach;
}

/** What may be done under every one of the purposes. */
function verbsOf(reach: Reach, purposes: readonly string[]): string[] {
  const [first = new Set<string>(), ...others] = purposes.map(
    (purpose) => reach.get(purpose) ?? new Set<string>(),
  );
  return [...first].filter((verb) => others.every((verbs) => verbs.has(verb)));
}

function useRoles(register: string) {
  const roles = useInfiniteQuery(adminList<Role>(register, 'roles'));
  const tasks = useInfiniteQuery(adminList<Task>(register, 'tasks'));
  const all = (tasks.data?.pages ?? []).flatMap(({ rows }) => rows);
  const withReach = (roles.data?.pages ?? [])
    .flatMap(({ rows }) => rows)
    .map((role) => ({ ...role, reach: reachOf(role, all) }));
  return withReach.filter(({ reach }) => reach.size > 0);
}

export function NewKeyDialog({ register, onClose, onMade }: NewKeyDialogProps) {
  const { t, language } = useTexts();
  const roles = useRoles(register.key);
  const form = useForm({
    initial: { name: '', role: '', purposes: [] as string[], verbs: [] as string[], days: '90' },
    check: ({ name, role, purposes, verbs }) => ({
      ...(name.trim() === '' && { name: t('keys.name-missing') }),
      ...(role === '' && { role: t('users.role-missing') }),
      ...(role !== '' && purposes.length === 0 && { purposes: t('roles.purpose-missing') }),
      ...(role !== '' && verbs.length === 0 && { verbs: t('roles.verb-missing') }),
    }),
    send: async ({ name, days, ...values }) => {
      const body = { ...values, name: name.trim(), days: Number(days) };
      const path = adminPath(register.key, 'api-keys');
      const { key } = await call<{ key: string }>(path, { method: 'POST', body });
      await reloadAdmin();
      onMade(key);
    },
  });
  const reach: Reach = roles.find(({ key }) => key === form.values.role)?.reach ?? new Map();
  const verbs = verbsOf(reach, form.values.purposes);
  const choosePurposes = (chosen: string[]) => {
    const possible = verbsOf(reach, chosen);
    form.set('purposes', chosen);
    form.set(
      'verbs',
      form.values.verbs.filter((verb) => possible.includes(verb)),
    );
  };
  const titleOf = (key: string) =>
    localText(register.purposes.find((purpose) => purpose.key === key)?.title ?? key, language);
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
          id={form.idOf('role')}
          label={t('users.role')}
          data={roles.map(({ key, title }) => ({ value: key, label: localText(title, language) }))}
          error={form.errors.role}
          value={form.values.role || null}
          allowDeselect={false}
          onChange={(value) => {
            form.set('role', value ?? '');
            form.set('purposes', []);
            form.set('verbs', []);
          }}
        />
        {form.values.role !== '' && (
          <>
            <Choices
              id={form.idOf('purposes')}
              label={t('roles.purposes')}
              error={form.errors.purposes}
              value={form.values.purposes}
              choices={[...reach.keys()].map((key) => ({ key, label: titleOf(key) }))}
              onChange={choosePurposes}
            />
            {form.values.purposes.length > 0 && (
              <Choices
                id={form.idOf('verbs')}
                label={t('roles.verbs')}
                error={form.errors.verbs}
                value={form.values.verbs}
                choices={verbs.map((key) => ({ key, label: t(`roles.verb.${key}`) }))}
                onChange={(value) => form.set('verbs', value)}
              />
            )}
          </>
        )}
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
