// Mail out: to the SMTP server of the configuration, or as .eml files in an outbox folder when there is none, so that nothing is sent
// by an installation nobody has set up. One recipient each, plain text, no remote content.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { ProblemError } from '../../platform/problems.ts';
import { normaliseEmail } from '../identifiers/email.ts';

export interface Message {
  /** A single plain address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
}

export interface Mail {
  /** Throws `mail-not-sent` when the server did not take it; then it is not known to have gone. */
  readonly send: (message: Message) => Promise<void>;
  readonly close: () => void;
}

export interface MailSettings {
  readonly smtpUrl: string | undefined;
  readonly from: string;
}

const TIMEOUT_MS = 15_000;

export function openMail({ smtpUrl, from }: MailSettings, outboxFolder: string): Mail {
  return smtpUrl === undefined ? openOutbox(from, outboxFolder) : openSmtp(from, smtpUrl);
}

/** An address list, a comment or a line break in a value must not become another recipient or header (A32, A33). */
function composed(from: string, { to, subject, text, language }: Message) {
  const recipient = normaliseEmail(to);
  if (!recipient.ok)
    throw new ProblemError('mail-not-sent', 'The recipient’s address is not one plain e-mail address.');
  return {
    from,
    to: { name: '', address: recipient.value },
    subject: subject.replaceAll(/\s+/g, ' '),
    text,
    headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function openSmtp(from: string, smtpUrl: string): Mail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    send: async (message) => {
      await transport.sendMail(composed(from, message)).catch((cause: unknown) => {
        const detail = 'The mail server did not take the message. Check SMTP_URL, then send it again.';
        throw new ProblemError('mail-not-sent', detail, { cause });
      });
    },
    close: () => transport.close(),
  };
}

function openOutbox(from: string, folder: string): Mail {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (message) => {
      const { message: bytes } = await transport.sendMail(composed(from, message));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = path.join(
        folder,
        `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`,
      );
      // Whole or not at all: somebody may be watching the folder. It holds links that sign people in.
      await writeFile(`${file}.new`, bytes as Buffer, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    close: () => transport.close(),
  };
}
