/** A new link for somebody who has not come yet; the earlier one is worth nothing from then on. */
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Icon } from '../../../../kit/Icon.tsx';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { call } from '../../../api/client.ts';
import { adminPath, type User } from '../admin.api.ts';

export function InviteAgain({ user, register }: { user: User; register: string }) {
  const { t } = useTexts();
  const invite = useMutation({
    mutationFn: () => call(adminPath(register, `users/${user.id}/invite`), { method: 'POST' }),
    onSuccess: () => showToast(t('users.invited')),
  });
  return (
    <>
      {invite.isError && <ProblemNote error={invite.error} />}
      <div>
        <Button
          leftSection={<Icon of={IconMail} />}
          loading={invite.isPending}
          onClick={() => invite.mutate()}
        >
          {t('users.invite-again')}
        </Button>
      </div>
    </>
  );
}
