/** Roles in words: which tasks each has, and what each task lets one do under which purpose. */
import { Button } from '@mantine/core';
import { IconId, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../../../../kit/Chip.tsx';
import { EmptyPage } from '../../../../kit/EmptyPage.tsx';
import { Icon } from '../../../../kit/Icon.tsx';
import { ListPages } from '../../../../kit/ListPages.tsx';
import { Page } from '../../../../kit/Page.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import type { Register } from '../../../api/session.ts';
import { localText, useThisRegister } from '../../../shell/here.ts';
import { adminList, type Role, type Task } from '../admin.api.ts';
import { RoleDialog } from './RoleDialog.tsx';
import { TaskDialog } from './TaskDialog.tsx';

type Opened =
  | { readonly kind: 'role'; readonly role?: Role }
  | { readonly kind: 'task'; readonly task?: Task };

export function RolesPage() {
  const { t } = useTexts();
  const register = useThisRegister();
  const roles = useInfiniteQuery(adminList<Role>(register.key, 'roles'));
  const tasks = useInfiniteQuery(adminList<Task>(register.key, 'tasks'));
  const [opened, setOpened] = useState<Opened>();
  const all = (tasks.data?.pages ?? []).flatMap(({ rows }) => rows);
  const close = () => setOpened(undefined);
  return (
    <Page
      title={t('roles.title')}
      lead={t('roles.lead')}
      actions={
        <>
          <Button leftSection={<Icon of={IconPlus} />} onClick={() => setOpened({ kind: 'task' })}>
            {t('roles.new-task')}
          </Button>
          <Button
            variant="filled"
            leftSection={<Icon of={IconPlus} />}
            onClick={() => setOpened({ kind: 'role' })}
          >
            {t('roles.new')}
          </Button>
        </>
      }
    >
      <ListPages query={roles} empty={<EmptyPage icon={IconId} title={t('roles.none')} />}>
        {(rows) => (
          <RoleTable roles={rows} tasks={all} onEdit={(role) => setOpened({ kind: 'role', role })} />
        )}
      </ListPages>
      <h2>{t('roles.tasks')}</h2>
      <ListPages query={tasks} empty={<EmptyPage icon={IconId} title={t('roles.no-tasks')} />}>
        {(rows) => (
          <TaskTable tasks={rows} register={register} onEdit={(task) => setOpened({ kind: 'task', task })} />
        )}
      </ListPages>
      {opened?.kind === 'role' && (
        <RoleDialog {...opened} register={register.key} tasks={all} onClose={close} />
      )}
      {opened?.kind === 'task' && <TaskDialog {...opened} register={register} onClose={close} />}
    </Page>
  );
}

const NAMED_LIMIT = 3;

interface RoleTableProps {
  readonly roles: readonly Role[];
  readonly tasks: readonly Task[];
  readonly onEdit: (role: Role) => void;
}

function RoleTable({ roles, tasks, onEdit }: RoleTableProps) {
  const { t, language } = useTexts();
  const nameOf = (key: string) => localText(tasks.find((task) => task.key === key)?.title ?? key, language);
  return (
    <table className="s-table">
      <thead>
        <tr>
          <th scope="col">{t('roles.role')}</th>
          <th scope="col">{t('roles.tasks')}</th>
          <th scope="col">{t('roles.users')}</th>
          <th scope="col">
            <span className="s-unseen">{t('roles.edit')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <tr key={role.key}>
            <th scope="row">{localText(role.title, language)}</th>
            <td data-label={t('roles.tasks')}>
              <Names
                names={role.tasks.map(nameOf)}
                count={t('roles.task-count', { count: role.tasks.length })}
              />
            </td>
            <td data-label={t('roles.users')}>{role.users}</td>
            <td className="s-actions">
              {role.origin === 'notice' ? (
                <span className="s-muted s-small">{t('roles.of-notice')}</span>
              ) : (
                <Button onClick={() => onEdit(role)}>{t('roles.edit')}</Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A few are named; many are counted, and named when they are opened. */
function Names({ names, count }: { names: readonly string[]; count: string }) {
  if (names.length <= NAMED_LIMIT) return names.join(', ');
  return (
    <details>
      <summary>{count}</summary>
      <ul className="s-bullets">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

interface TaskTableProps {
  readonly tasks: readonly Task[];
  readonly register: Register;
  readonly onEdit: (task: Task) => void;
}

function TaskTable({ tasks, register, onEdit }: TaskTableProps) {
  const { t, language } = useTexts();
  const nameOf = (key: string) =>
    localText(register.purposes.find((purpose) => purpose.key === key)?.title ?? key, language);
  return (
    <table className="s-table">
      <thead>
        <tr>
          <th scope="col">{t('roles.task')}</th>
          <th scope="col">{t('roles.purposes')}</th>
          <th scope="col">{t('roles.verbs')}</th>
          <th scope="col">
            <span className="s-unseen">{t('roles.edit')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.key}>
            <th scope="row">{localText(task.title, language)}</th>
            <td data-label={t('roles.purposes')}>
              <Names
                names={task.purposes.map(nameOf)}
                count={t('roles.purpose-count', { count: task.purposes.length })}
              />
            </td>
            <td>
              <span className="s-verbs">
                {task.verbs.map((verb) => (
                  <Chip key={verb} tone="plain">
                    {t(`roles.verb.${verb}`)}
                  </Chip>
                ))}
              </span>
            </td>
            <td className="s-actions">
              {task.origin === 'notice' ? (
                <span className="s-muted s-small">{t('roles.of-notice')}</span>
              ) : (
                <Button onClick={() => onEdit(task)}>{t('roles.edit')}</Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
