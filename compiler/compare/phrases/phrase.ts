// The shape of a comparison's sentence. Titles stand after a colon in their basic form, so that no word of a notice is inflected.

/**
 * refuse: publishing stops. open: more is allowed than before. close: less is. duty: somebody must be asked or told.
 * neutral: nothing anybody may do changes.
 */
export type Severity = 'refuse' | 'open' | 'close' | 'duty' | 'neutral';

export interface Phrase {
  readonly severity: Severity;
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
  /** Article of the GDPR that the duty or the refusal rests on. */
  readonly article?: string;
}

/** Finnish, Swedish, English. */
type Sentences = readonly [string, string, string];

function maker(severity: Severity) {
  return ([fi, sv, en]: Sentences, article?: string): Phrase => ({
    severity,
    fi,
    sv,
    en,
    ...(article === undefined ? {} : { article }),
  });
}

export const refuse = maker('refuse');
export const open = maker('open');
export const close = maker('close');
export const duty = maker('duty');
export const neutral = maker('neutral');
