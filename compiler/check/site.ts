// The website: cookies, pixels and scripts (SVPL 205 §), open tracking, and publication (language.md i and l).
import type { SiteItem } from '../model/grants.ts';
import type { Key } from '../model/text.ts';
import { shortestDays } from './duration.ts';
import { type Check, type NoticeIndex, purposesOfItem } from './index-notice.ts';
import { keptDays } from './longest.ts';

function consented(index: NoticeIndex, key: Key): boolean {
  return index.purposes.get(key)?.bases.some((basis) => basis.kind === 'consent') ?? true;
}

function* siteProblems(index: NoticeIndex, site: SiteItem) {
  const tracker = site.kind === 'pixel' || site.party === 'third';
  if (site.for === 'necessary' && tracker)
    yield {
      code: 'tracker-called-necessary' as const,
      place: [...site.at, 'for'],
      message: `“${site.key}” is a ${site.kind} of a ${site.party} party and called necessary.`,
    };
  else if (site.for !== 'necessary' && !consented(index, site.for))
    yield {
      code: 'site-without-consent' as const,
      place: [...site.at, 'for'],
      message: `“${site.key}” is set for “${site.for}”, which is not based on consent.`,
    };
}

export const checkSite: Check = function* (index) {
  for (const site of index.notice.site) {
    yield* siteProblems(index, site);
    if (site.lives === 'session') continue;
    const limit = Math.max(...site.items.map((item) => keptDays(index, item)));
    if (site.items.length > 0 && shortestDays(site.lives) > limit)
      yield {
        code: 'cookie-outlives-rule',
        place: [...site.at, 'lives'],
        message: `“${site.key}” lives ${site.lives}; what it brings is kept at most ${limit} days.`,
      };
  }
};

/** An item that says whether a message was opened: by its key, since the language has no type for it. */
const OPENED = /(^|-)(opened|opens|open-tracking|avattu|avaus|öppnad)(-|$)/u;

export const checkOpenTracking: Check = function* (index) {
  for (const item of index.notice.items) {
    if (!OPENED.test(item.key) || !index.listedIn.has(item.key)) continue;
    const purposes = [...purposesOfItem(index, item.key)];
    if (purposes.some((key) => !consented(index, key)))
      yield {
        code: 'open-tracking-without-consent',
        place: item.at,
        message: `“${item.key}” is recorded for purposes that do not rest on consent.`,
      };
  }
};

export const checkPublications: Check = function* ({ notice }) {
  for (const publication of notice.publications)
    if (publication.ends === null)
      yield {
        code: 'publication-without-end',
        place: publication.at,
        message: `“${publication.key}” is published without an end.`,
      };
};
