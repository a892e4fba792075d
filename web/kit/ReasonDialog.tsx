/** A decision that stays on record: what will happen, why it is done, and a button that names it. */
import { Button, Modal, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormFrame } from './FormFrame.tsx';
import { fieldOf, useForm } from './form.ts';
import { useTexts } from './texts.ts';

export interface ReasonDialogProps {
  readonly title: string;
  /** What changes and what stays. */
  readonly children: ReactNode;
  readonly action: string;
  /** The button is red where something ends. */
  readonly ends?: boolean;
  readonly send: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

export function ReasonDialog({ title, children, action, ends = false, send, onClose }: ReasonDialogProps) {
  const { t } = useTexts();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim().length < 3 ? { reason: t('kit.reason-missing') } : {}),
    send: async ({ reason }) => {
      await send(reason.trim());
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <FormFrame form={form} label={title}>
        {children}
        <Textarea {...fieldOf(form, 'reason')} label={t('kit.reason')} autosize minRows={2} data-autofocus />
        <div className="s-row s-end">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            {...(ends && { color: 'lingonberry' })}
            loading={form.sending}
          >
            {action}
          </Button>
        </div>
      </FormFrame>
    </Modal>
  );
}
