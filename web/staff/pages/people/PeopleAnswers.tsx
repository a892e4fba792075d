/**
 * What is typed into the palette, searched among people: each that is found is a line to go to. A search is a look and goes on record,
 * so it waits until the typing pauses.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../../kit/texts.ts';
import type { Register } from '../../api/session.ts';
import { useCommands, usePaletteQuery } from '../../shell/commands.ts';
import { type Place, searchQuery } from './people.api.ts';

const PAUSE_MS = 300;
const SHORTEST = 3;
const SHOWN_LIMIT = 8;

interface PeopleAnswersProps {
  readonly register: Register;
  readonly purpose: string;
}

export function PeopleAnswers({ register, purpose }: PeopleAnswersProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [words] = useDebouncedValue(usePaletteQuery().trim(), PAUSE_MS);
  const place: Place = { register: register.key, purpose };
  const { data } = useQuery({ ...searchQuery(place, words), enabled: words.length >= SHORTEST });
  const rows = words.length < SHORTEST ? [] : (data?.rows ?? []);
  useCommands(
    rows.slice(0, SHOWN_LIMIT).map(({ id, name, organisations }) => ({
      id: `person-${id}`,
      group: 'found',
      text: [name || t('people.no-name'), ...organisations.map((one) => one.name)].join(' · '),
      icon: IconUser,
      isAnswer: true,
      run: () =>
        void navigate({
          to: '/registers/$register/people/$person',
          params: { register: register.key, person: id },
        }),
    })),
  );
  return null;
}
