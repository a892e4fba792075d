/** The proof of a permission, beside the fact: the words shown, in which language and version, when, how and by whom it was recorded. */
import { Button, Drawer } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useFormats } from '../formats.ts';
import { Icon } from '../Icon.tsx';
import { LANGUAGE_NAMES, type Language, useTexts } from '../texts.ts';

export interface PermissionProof {
  /** Names the file: it holds nothing about the person. */
  readonly id: string;
  readonly wording: string | null;
  readonly language: string | null;
  readonly noticeVersion: string | null;
  readonly at: string;
  /** A form, a recording, a letter. */
  readonly method: string | null;
  readonly ground: string | null;
  readonly source: string | null;
  readonly givenBy: string | null;
  readonly recordedBy: string | null;
  readonly expiresAt: string | null;
}

interface ProofProps {
  readonly title: string;
  readonly proof: PermissionProof;
  readonly onClose: () => void;
}

type Line = readonly [label: string, value: string | null, language?: string | null];

export function Proof({ title, proof, onClose }: ProofProps) {
  const { t } = useTexts();
  const lines = useLines(proof).filter(([, value]) => value !== null && value !== '');
  const download = () => save(`${t('facts.proof-file')}-${proof.id}.txt`, [title, '', ...lines.map(asText)]);
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('facts.proof')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <div className="s-proof s-stack">
        <h3>{title}</h3>
        <dl className="s-proof-lines">
          {lines.map(([label, value, language]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd {...(language && { lang: language })}>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="s-row s-screen">
          <Button leftSection={<Icon of={IconDownload} />} onClick={download}>
            {t('facts.proof-download')}
          </Button>
          <Button leftSection={<Icon of={IconPrinter} />} onClick={() => window.print()}>
            {t('kit.print')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}

function useLines(proof: PermissionProof): Line[] {
  const { t } = useTexts();
  const { moment } = useFormats();
  const language = proof.language ? (LANGUAGE_NAMES[proof.language as Language] ?? proof.language) : null;
  return [
    [t('facts.proof.wording'), proof.wording && `”${proof.wording}”`, proof.language],
    [t('facts.proof.language'), language],
    [t('facts.proof.version'), proof.noticeVersion],
    [t('facts.proof.at'), moment(proof.at)],
    [t('facts.proof.method'), proof.method],
    [t('facts.proof.ground'), proof.ground],
    [t('facts.proof.source'), proof.source],
    [t('facts.proof.given-by'), proof.givenBy],
    [t('facts.proof.recorded-by'), proof.recordedBy],
    [t('facts.proof.expires'), proof.expiresAt && moment(proof.expiresAt)],
  ];
}

const asText = ([label, value]: Line) => `${label}: ${value}`;

function save(name: string, lines: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
