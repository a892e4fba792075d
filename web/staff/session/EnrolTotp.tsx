/** Setting up an authenticator: scan or type the key, then prove by a code that it works. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FormFrame } from '../../kit/FormFrame.tsx';
import { useForm } from '../../kit/form.ts';
import { Loaded } from '../../kit/Loaded.tsx';
import { useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import { CodeField } from './CodeField.tsx';
import { QrCode } from './QrCode.tsx';

interface Offer {
  readonly secret: string;
  readonly uri: string;
}

/** Asked once for each time the form is opened: a secret that was shown and left is worth nothing. */
const offerQuery = {
  queryKey: ['totp-offer'],
  queryFn: () => call<Offer>('/me/totp', { method: 'POST' }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
};

export function EnrolTotp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const offer = useQuery(offerQuery);
  return <Loaded query={offer}>{(data) => <TotpOffer offer={data} onCodes={onCodes} />}</Loaded>;
}

function TotpOffer({ offer, onCodes }: { offer: Offer; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTexts();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.length === 6 ? {} : { code: t('sign-in.code-short') }),
    send: async (body) => {
      const answer = await call<{ recoveryCodes: string[] }>('/me/totp/confirm', { method: 'POST', body });
      onCodes(answer.recoveryCodes);
    },
  });
  const grouped = offer.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <FormFrame form={form} label={t('factor.take-into-use')}>
      <p>{t('factor.scan')}</p>
      <QrCode text={offer.uri} label={t('factor.qr')} />
      <p className="s-small">
        {t('factor.secret')} <code className="s-secret">{grouped}</code>
      </p>
      <CodeField form={form} label={t('factor.first-code')} help={t('factor.first-code-help')} />
      <Button type="submit" variant="filled" fullWidth loading={form.sending}>
        {t('factor.take-into-use')}
      </Button>
    </FormFrame>
  );
}
