/** Nobody gets in before the confidentiality undertaking is signed (RE.17, ME.15): one page to read and sign, and nothing else. */
import { Button, TextInput } from '@mantine/core';
import { FormFrame } from '../../kit/FormFrame.tsx';
import { fieldOf, useForm } from '../../kit/form.ts';
import { useTexts } from '../../kit/texts.ts';
import { call } from '../api/client.ts';
import type { SessionState, SignedIn } from '../api/session.ts';
import { localText } from '../shell/here.ts';
import { signOut } from './sign-out.ts';
import type { StepProps } from './step.ts';

export function Undertaking({ session, onSession }: StepProps & { session: SignedIn }) {
  const { t, language } = useTexts();
  const { undertaking } = session;
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('undertaking.name-missing') } : {}),
    send: async ({ name }) => {
      const body = { version: undertaking?.version, name: name.trim(), language };
      onSession(await call<SessionState>('/session/undertaking', { method: 'POST', body }));
    },
  });
  const paragraphs = localText(undertaking?.text ?? '', language).split(/\n\s*\n/);
  return (
    <div className="s-stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
      <section className="s-undertaking" tabIndex={0} aria-label={t('undertaking.title')}>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      <FormFrame form={form} label={t('undertaking.title')}>
        <TextInput
          {...fieldOf(form, 'name')}
          label={t('undertaking.name')}
          description={t('undertaking.name-help', { name: session.account.name })}
          autoComplete="name"
        />
        <div className="s-row s-spread">
          <Button variant="subtle" onClick={() => void signOut()}>
            {t('shell.sign-out')}
          </Button>
          <Button type="submit" variant="filled" loading={form.sending}>
            {t('undertaking.sign')}
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}
