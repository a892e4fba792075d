/** What a page shows when it could not be shown: the reason, and a way on. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ProblemNote } from '../../kit/ProblemNote.tsx';

export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="s-pad">
      <ProblemNote error={error} onRetry={retry} />
    </div>
  );
}
