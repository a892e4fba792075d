/** Starts the staff app: texts in the user's language, the session, then the page. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Kit } from '../kit/Kit.tsx';
import { changeSettings, readSettings } from '../kit/settings.ts';
import { listenToKeys } from '../kit/shortcuts.ts';
import { languageOfBrowser, startTexts } from '../kit/texts.ts';
import { queryClient } from './api/session.ts';
import { router } from './router.ts';
import './staff.css';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the app.');

changeSettings({});
listenToKeys();
await startTexts(readSettings().language ?? languageOfBrowser());
createRoot(place).render(
  <Kit>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </Kit>,
);
