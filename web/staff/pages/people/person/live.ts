/** What colleagues change is seen at once: the server says whose page has changed, and only those are asked again. Ids travel, no data. */
import { useEffect } from 'react';
import { queryClient } from '../../../api/session.ts';
import { type Place, peopleKey, personKey } from '../people.api.ts';

/** A list is asked again at most this often, however many are changed. */
const LIST_PAUSE_MS = 5_000;

function useEvents(place: Place, whose: string, onPerson: (id: string) => void): void {
  const { register, purpose } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listener reads the newest place by itself.
  useEffect(() => {
    if (purpose === '') return;
    const query = new URLSearchParams({ purpose });
    const events = new EventSource(`/api/registers/${register}/people${whose}/events?${query}`);
    const hear = (event: MessageEvent<string>) => {
      const { id } = JSON.parse(event.data) as { id?: string };
      if (id !== undefined) onPerson(id);
    };
    events.addEventListener('person', hear);
    return () => events.close();
  }, [register, purpose, whose]);
}

export function useLivePerson(place: Place, person: string): void {
  useEvents(place, `/${person}`, () => {
    void queryClient.invalidateQueries({ queryKey: personKey(place, person) });
  });
}

export function useLiveList(place: Place): void {
  useEvents(place, '', () => askSoon(place));
}

let isWaiting = false;

function askSoon(place: Place): void {
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    void queryClient.invalidateQueries({ queryKey: [...peopleKey(place), 'list'] });
  }, LIST_PAUSE_MS);
}
