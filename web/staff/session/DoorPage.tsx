/** The card in the middle that stands before the door: no rail, one matter, the languages below it. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useWindowTitle } from '../../kit/Page.tsx';
import { changeSettings } from '../../kit/settings.ts';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useTexts } from '../../kit/texts.ts';

export function DoorPage({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const { t, language } = useTexts();
  useWindowTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // The next step stands where the last one stood; its heading is read out. The first page leaves the focus alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new step.
  useEffect(() => {
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [title]);
  const choose = (next: Language) => {
    changeSettings({ language: next });
    void changeLanguage(next);
  };
  return (
    <div className="s-door">
      <main id="content" className={wide ? 's-door-card s-door-wide' : 's-door-card'}>
        <p className="s-door-name">Seloste</p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      <nav className="s-row s-screen" aria-label={t('shell.language')}>
        {LANGUAGES.map((other) => (
          <button
            key={other}
            type="button"
            lang={other}
            className="s-link-button"
            aria-current={other === language || undefined}
            onClick={() => choose(other)}
          >
            {LANGUAGE_NAMES[other]}
          </button>
        ))}
      </nav>
    </div>
  );
}
