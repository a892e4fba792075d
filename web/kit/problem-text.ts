/** What a problem is called in the reader's language. The catalogue knows each code; the texts add how to mend what a reader can mend. */
import { type ProblemCode, problems } from '../../platform/problems.ts';
import { useFormats } from './formats.ts';
import { useTexts } from './texts.ts';

export interface ShownProblem {
  readonly title: string;
  readonly help: string;
  readonly requestId: string | undefined;
}

interface AnyProblem {
  readonly code?: unknown;
  readonly requestId?: string | undefined;
  readonly retryAt?: string | undefined;
}

const isKnown = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problems;

/** Turns whatever was thrown into words; what we do not know is an unexpected error. */
export function useProblemText(): (error: unknown) => ShownProblem {
  const { t, language } = useTexts();
  const { moment } = useFormats();
  return (error) => {
    const { code, requestId, retryAt } = (error ?? {}) as AnyProblem;
    const known = isKnown(code) ? problems[code].title[language] : undefined;
    const key = `problem.${String(code)}`;
    const help = t(`problem.${String(code)}`, { defaultValue: '' });
    return {
      title: t(`${key}.title`, { defaultValue: known ?? problems['internal-error'].title[language] }),
      help: retryAt ? `${help} ${t('problem.retry-at', { moment: moment(retryAt) })}` : help,
      requestId,
    };
  };
}
