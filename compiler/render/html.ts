// A document as one accessible page without scripts. The stylesheet is a file beside it, or inside it for a page that stands alone.
import type { Language } from '../model/text.ts';
import type { NoticeDocument, Section } from './document.ts';
import { escapeHtml } from './escape.ts';
import { sectionHtml } from './html-blocks.ts';
import { phrasesOf } from './phrases/phrases.ts';
import { STYLESHEET } from './stylesheet.ts';

/** Each language in its own name, so that its readers find it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
};

interface PageLink {
  readonly text: string;
  readonly to: string;
}

export interface PageOptions {
  /** Address of the stylesheet; absent = inside the page (a file to keep or to send). */
  readonly stylesheet?: string;
  /** Fonts the stylesheet needs at once; asked for early, they are there before the first line is drawn. */
  readonly fonts?: readonly string[];
  /** Where the same page is in another language; absent = no switch. */
  readonly languageLink?: (language: Language) => string;
  /** The way up, e.g. to the list of all notices. */
  readonly up?: PageLink;
  /** The same document in other forms. */
  readonly formats?: readonly PageLink[];
  /** Shown above everything: this version is no longer in force. */
  readonly warning?: { readonly text: string; readonly link: PageLink };
}

interface PageParts {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly title: string;
  readonly main: string;
  readonly footer?: string;
}

export function documentHtml(document: NoticeDocument, options: PageOptions = {}): string {
  const { language } = document;
  const phrases = phrasesOf(language);
  const [organisation = ''] = document.dates;
  const formats = (options.formats ?? []).map(anchor).join(' ');
  const contents = contentsList(document.sections);
  const warning = options.warning === undefined ? '' : warningHtml(options.warning);
  const main = `${warning}<div class="head"><p class="kicker">${escapeHtml(document.kicker)}</p>
<h1>${escapeHtml(document.title)}</h1>
<ul class="dates">${document.dates.map((date) => `<li>${escapeHtml(date)}</li>`).join('')}</ul></div>
<details class="contents-short"><summary>${escapeHtml(document.contents)}</summary>${contents}</details>
<div class="columns"><nav class="contents" aria-label="${escapeHtml(document.contents)}"><p>${escapeHtml(document.contents)}</p>${contents}</nav>
<div class="sections">${document.sections.map((section) => sectionHtml(section)).join('')}</div></div>`;
  return pageHtml(
    {
      language,
      languages: document.languages,
      title: `${document.title} – ${document.kicker} – ${organisation}`,
      main,
      ...(formats === '' ? {} : { footer: `<p>${escapeHtml(phrases.page.otherFormats)}: ${formats}</p>` }),
    },
    options,
  );
}

/** The frame of every public page: language, way up, skip link, one main landmark. */
export function pageHtml(parts: PageParts, options: PageOptions): string {
  const phrases = phrasesOf(parts.language);
  const style =
    options.stylesheet === undefined
      ? `<style>${STYLESHEET}</style>`
      : `<link rel="stylesheet" href="${escapeHtml(options.stylesheet)}">`;
  const fonts = (options.fonts ?? []).map(
    (font) => `<link rel="preload" href="${escapeHtml(font)}" as="font" type="font/woff2" crossorigin>\n`,
  );
  const up = options.up === undefined ? '' : anchor(options.up);
  const footer = parts.footer === undefined ? '' : `<footer>${parts.footer}</footer>\n`;
  return `<!doctype html>
<html lang="${parts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(parts.title)}</title>
${fonts.join('')}${style}
</head>
<body>
<a class="skip" href="#content">${escapeHtml(phrases.page.skip)}</a>
<header><div class="up">${up}</div>${languageSwitch(parts, options)}</header>
<main id="content" tabindex="-1">${parts.main}</main>
${footer}</body>
</html>
`;
}

function languageSwitch({ language, languages }: PageParts, options: PageOptions): string {
  const { languageLink } = options;
  if (languageLink === undefined || languages.length < 2) return '';
  const links = languages.map((other) => {
    const current = other === language ? ' aria-current="true"' : '';
    const to = escapeHtml(languageLink(other));
    return `<li><a href="${to}" lang="${other}" hreflang="${other}"${current}>${LANGUAGE_NAMES[other]}</a></li>`;
  });
  return `<nav class="languages" aria-label="${escapeHtml(phrasesOf(language).page.language)}"><ul>${links.join('')}</ul></nav>`;
}

function contentsList(sections: readonly Section[]): string {
  const items = sections.map(
    ({ id, title }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(title)}</a></li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function warningHtml({ text, link }: NonNullable<PageOptions['warning']>): string {
  return `<p class="warning">${escapeHtml(text)} ${anchor(link)}</p>`;
}

const anchor = ({ text, to }: PageLink) => `<a href="${escapeHtml(to)}">${escapeHtml(text)}</a>`;
