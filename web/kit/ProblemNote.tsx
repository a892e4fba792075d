/** Says what failed, what is safe and what to do; the request's number comes last and small. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Icon } from './Icon.tsx';
import { useProblemText } from './problem-text.ts';
import { useTexts } from './texts.ts';

export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTexts();
  const { title, help, requestId } = useProblemText()(error);
  return (
    <div className="s-note s-note-closed" role="alert">
      <Icon of={IconAlertTriangle} />
      <div className="s-stack s-tight">
        <p>
          <strong>{title}.</strong> {help}
        </p>
        {onRetry && (
          <div>
            <Button onClick={onRetry}>{t('kit.retry')}</Button>
          </div>
        )}
        {requestId && <p className="s-small">{t('kit.request-id', { id: requestId })}</p>}
      </div>
    </div>
  );
}
