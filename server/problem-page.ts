/** The page a person sees when something is wrong: readable without scripts, in the browser's language, in the look of the public pages. */
import { problemHtml } from '../compiler/render/pages.ts';
import { STYLESHEET_ADDRESS } from '../register/notices/notice.routes.ts';

export type Language = 'fi' | 'sv' | 'en';

/** The first of our languages that the browser asks for; weights are in order in every browser we know. */
export function chooseLanguage(accepted: string | undefined): Language {
  for (const part of (accepted ?? '').slice(0, 200).toLowerCase().split(',')) {
    const language = part.trim().slice(0, 2);
    if (language === 'fi' || language === 'sv' || language === 'en') return language;
  }
  return 'en';
}

export function makeProblemPage(page: {
  language: Language;
  title: string;
  status: number;
  requestId: string;
}): string {
  return problemHtml(page, { stylesheet: STYLESHEET_ADDRESS });
}
