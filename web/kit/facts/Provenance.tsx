/** Where a fact came from: source, day, who recorded it. */
import { useFormats } from '../formats.ts';

/** The point stays with the word after it. */
const BETWEEN = ' ·\u00a0';

export interface ProvenanceProps {
  readonly source: string;
  readonly recordedAt: string;
  readonly recordedBy?: string | null | undefined;
}

export function Provenance({ source, recordedAt, recordedBy }: ProvenanceProps) {
  const { day, moment } = useFormats();
  return (
    <span className="s-provenance" title={moment(recordedAt)}>
      {[source, day(recordedAt), recordedBy].filter(Boolean).join(BETWEEN)}
    </span>
  );
}
