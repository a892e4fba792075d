/** The register asks for a second factor and the user has none yet: an authenticator, or a passkey. */
import { Button } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { Icon } from '../../kit/Icon.tsx';
import { ProblemNote } from '../../kit/ProblemNote.tsx';
import { useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import type { SessionState } from '../api/session.ts';
import { EnrolTotp } from './EnrolTotp.tsx';
import { addPasskey, canUsePasskeys } from './passkey.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import type { StepProps } from './step.ts';

export function EnrolFactor({ onSession }: StepProps) {
  const { t } = useTexts();
  const [codes, setCodes] = useState<readonly string[]>();
  const [scanning, setScanning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const goOn = () => void call<SessionState>('/session').then(onSession, setProblem);
  const passkey = () => {
    setProblem(undefined);
    addPasskey(t('factor.passkey-first')).then(goOn, setProblem);
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={goOn} />;
  if (scanning) return <EnrolTotp onCodes={setCodes} />;
  return (
    <div className="s-stack">
      <p>{t('factor.why')}</p>
      {problem !== undefined && <ProblemNote error={problem} />}
      <Button variant="filled" leftSection={<Icon of={IconDeviceMobile} />} onClick={() => setScanning(true)}>
        {t('factor.choose-totp')}
      </Button>
      {canUsePasskeys() && (
        <Button leftSection={<Icon of={IconFingerprint} />} onClick={passkey}>
          {t('factor.choose-passkey')}
        </Button>
      )}
    </div>
  );
}
