/** Several of a list: a group of check boxes that the summary of mistakes can lead to. */
import { Checkbox } from '@mantine/core';

interface ChoicesProps {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string[];
  readonly choices: readonly { readonly key: string; readonly label: string }[];
  readonly onChange: (value: string[]) => void;
}

export function Choices({ choices, ...group }: ChoicesProps) {
  return (
    <Checkbox.Group tabIndex={-1} {...group}>
      <div className="s-choices">
        {choices.map(({ key, label }) => (
          <Checkbox key={key} value={key} label={label} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
