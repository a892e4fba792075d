// The public pages around the notices: the list of all of them, and the page for when something is wrong. Same frame, same look.
import type { Language, Texts } from '../model/text.ts';
import { escapeHtml } from './escape.ts';
import { LANGUAGE_NAMES, type PageOptions, pageHtml } from './html.ts';
import { fill, phrasesOf } from './phrases/phrases.ts';
import { sayDay } from './words.ts';

export interface ListedNotice {
  readonly title: Texts;
  readonly controller: string;
  readonly updated: string;
  readonly languages: readonly Language[];
  /** Address of the notice in a language. */
  readonly to: (language: Language) => string;
}

const ALL_LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];

export function noticesHtml(
  notices: readonly ListedNotice[],
  language: Language,
  options: PageOptions,
): string {
  const phrases = phrasesOf(language).front;
  const list =
    notices.length === 0
      ? `<p>${escapeHtml(phrases.empty)} ${escapeHtml(phrases.emptyHow)}: <code>seloste notice publish</code></p>`
      : `<ul class="notices">${notices.map((notice) => listedHtml(notice, language)).join('')}</ul>`;
  const main = `<div class="head"><h1>${escapeHtml(phrases.title)}</h1></div>
<div class="message"><p>${escapeHtml(phrases.lead)}</p>${list}</div>`;
  return pageHtml({ language, languages: ALL_LANGUAGES, title: phrases.title, main }, options);
}

/** The title in the page's language where the notice has it; each language's link in that language. */
function listedHtml(notice: ListedNotice, language: Language): string {
  const phrases = phrasesOf(language);
  const shown = notice.languages.includes(language) ? language : (notice.languages[0] ?? language);
  const lang = shown === language ? '' : ` lang="${shown}"`;
  const title = `<h2${lang}><a href="${escapeHtml(notice.to(shown))}">${escapeHtml(notice.title[shown] ?? '')}</a></h2>`;
  const updated = fill(phrases.page.updated, { date: sayDay(notice.updated, language) });
  const links = notice.languages.map((other) => {
    const to = escapeHtml(notice.to(other));
    return `<li><a href="${to}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a></li>`;
  });
  return `<li class="notice">${title}<p>${escapeHtml(notice.controller)}</p><p class="muted">${escapeHtml(updated)}</p>
<div class="languages"><ul aria-label="${escapeHtml(phrases.front.languages)}">${links.join('')}</ul></div></li>`;
}

export interface ProblemPage {
  readonly language: Language;
  readonly status: number;
  /** The catalogue's title of the problem. */
  readonly title: string;
  /** What the administrator looks for in the log. */
  readonly requestId: string;
}

/** Says what happened and where to go on; the reference stands last and small. */
export function problemHtml(problem: ProblemPage, options: PageOptions): string {
  const { page, site404 } = phrasesOf(problem.language);
  const isMissing = problem.status === 404;
  const title = isMissing ? site404.title : problem.status >= 500 ? site404.errorTitle : problem.title;
  const text = isMissing ? site404.text : problem.status >= 500 ? site404.errorText : '';
  const main = `<div class="head"><h1>${escapeHtml(title)}</h1></div>
<div class="message">${text === '' ? '' : `<p>${escapeHtml(text)}</p>`}
<p><a href="/notices">${escapeHtml(page.backToAll)}</a></p>
<p class="muted">${escapeHtml(site404.reference)}: <code>${escapeHtml(problem.requestId)}</code></p></div>`;
  return pageHtml({ language: problem.language, languages: [problem.language], title, main }, options);
}
