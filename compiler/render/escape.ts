// Text into HTML. Every text of a notice passes here exactly once: a notice is written by people, and nothing in it is markup.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Only addresses a reader can mean; `javascript:` and the like become plain text. */
export function isSafeLink(to: string): boolean {
  return /^(#|\/(?!\/)|\?|mailto:|tel:|https?:\/\/)/i.test(to);
}
