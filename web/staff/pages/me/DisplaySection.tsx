import { Radio, Switch, useMantineColorScheme } from '@mantine/core';
import { Section } from '../../../kit/Section.tsx';
import { changeSettings, useSettings } from '../../../kit/settings.ts';
import { LANGUAGE_NAMES, LANGUAGES, useTexts } from '../../../kit/texts.ts';
import { chooseLanguage } from '../../shell/UserMenu.tsx';

/** Chosen for this browser; only the language goes with the account. */
export function DisplaySection() {
  const { t, language } = useTexts();
  const { density, letterKeys } = useSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t('me.look')}>
      <Radio.Group
        label={t('shell.language')}
        value={language}
        onChange={(value) => void chooseLanguage(value)}
      >
        <div className="s-choices">
          {LANGUAGES.map((other) => (
            <Radio key={other} value={other} label={<span lang={other}>{LANGUAGE_NAMES[other]}</span>} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group label={t('shell.scheme')} value={colorScheme} onChange={setColorScheme}>
        <div className="s-choices">
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Radio key={scheme} value={scheme} label={t(`shell.scheme.${scheme}`)} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label={t('me.density')}
        value={density}
        onChange={(value) => changeSettings({ density: value })}
      >
        <div className="s-choices">
          {(['normal', 'compact'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`me.density.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      <Switch
        label={t('shell.letter-keys')}
        description={t('shell.letter-keys-help')}
        checked={letterKeys}
        onChange={(event) => changeSettings({ letterKeys: event.currentTarget.checked })}
      />
    </Section>
  );
}
