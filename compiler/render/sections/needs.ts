// The conditions and forms of grants in words: what must be on record before data may be given or used (language reference h).
import type { GrantForm, Need } from '../../model/grants.ts';
import { fill } from '../phrases/phrases.ts';
import type { Scope } from '../scope.ts';
import { sayDuration } from '../words.ts';

export function needWords(scope: Scope, needs: readonly Need[]): readonly string[] {
  const words = scope.phrases.needs;
  return needs.map((need) => {
    switch (need.is) {
      case 'agreement':
        return fill(words.agreement, { title: scope.title('agreement', need.key) });
      case 'told':
        return fill(words.told, { duration: sayDuration(need.before, scope.phrases) });
      default:
        return words[need.is];
    }
  });
}

export function formWords(scope: Scope, form: GrantForm): string {
  const words = scope.phrases.forms;
  return form.is === 'derived'
    ? fill(words.derived, { item: scope.title('item', form.item) })
    : words[form.is];
}
