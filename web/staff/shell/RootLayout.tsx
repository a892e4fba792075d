/** What every page stands in: the messages, the bar that says the line is broken, and the dialog of a session that ends. */
import { Outlet } from '@tanstack/react-router';
import { Toasts } from '../../kit/toasts.tsx';
import { OfflineBar } from './OfflineBar.tsx';
import { SessionWatch } from './SessionWatch.tsx';

export function RootLayout() {
  return (
    <>
      <OfflineBar />
      <Outlet />
      <SessionWatch />
      <Toasts />
    </>
  );
}
