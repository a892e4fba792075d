/** The pages of one register. A register that is not the user's is not found. */
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { changeSettings } from '../../kit/settings.ts';
import { useRegister } from './here.ts';
import { NotFoundHere } from './NotFound.tsx';

export function RegisterLayout() {
  const register = useRegister();
  const key = register?.key;
  useEffect(() => {
    if (key !== undefined) changeSettings({ lastRegister: key });
  }, [key]);
  return register ? <Outlet /> : <NotFoundHere />;
}
