/** Recovery codes are shown once: copied, printed, and only then left. */
import { Button, Checkbox } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Icon } from '../../kit/Icon.tsx';
import { useTexts } from '../../kit/texts.ts';
import { showToast } from '../../kit/toasts.tsx';

export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTexts();
  const [kept, setKept] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    showToast(t('kit.copied'));
  };
  return (
    <div className="s-stack">
      <h2>{t('factor.recovery')}</h2>
      <p>{t('factor.recovery-help')}</p>
      <ol className="s-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="s-row s-screen">
        <Button leftSection={<Icon of={IconCopy} />} onClick={() => void copy()}>
          {t('kit.copy')}
        </Button>
        <Button leftSection={<Icon of={IconPrinter} />} onClick={() => window.print()}>
          {t('kit.print')}
        </Button>
      </div>
      <Checkbox
        className="s-screen"
        label={t('factor.recovery-kept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Button
        variant="filled"
        className="s-screen"
        aria-disabled={!kept}
        onClick={() => (kept ? onDone() : showToast(t('factor.recovery-first')))}
      >
        {t('factor.done')}
      </Button>
    </div>
  );
}
