/** The page a person sees when something is wrong: readable without scripts or styles, in the browser's language. */

export type Language = 'fi' | 'sv' | 'en';

const texts: Record<Language, { back: string; id: string }> = {
  fi: { back: 'Etusivulle', id: 'Pyynnön tunnus' },
  sv: { back: 'Till startsidan', id: 'Begärans id' },
  en: { back: 'To the front page', id: 'Request id' },
};

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
  const { back, id } = texts[page.language];
  return `<!doctype html>
<html lang="${page.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${page.title}</title></head>
<body><main><h1>${page.title}</h1><p>${page.status} · ${id}: <code>${page.requestId}</code></p><p><a href="/">${back}</a></p></main></body>
</html>
`;
}
