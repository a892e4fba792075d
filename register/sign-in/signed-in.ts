// Who asks over HTTP, as every route sees it. Signing in (this folder) resolves a browser's cookie to it, `register/users` an API
// key; the server's access check and the routes know these types only.

/** The browser's cookie: HttpOnly, SameSite=Lax, Secure over TLS. Its value is random and kept hashed. */
export const SESSION_COOKIE = 'seloste_session';

/** Only `ready` opens anything; the steps before it may finish signing in and nothing else (CO.26, RE.17). */
export type SignInStep = 'second-factor' | 'enrol-second-factor' | 'undertaking' | 'ready';

export interface EntitledTask {
  readonly key: string;
  readonly purposes: readonly string[];
  readonly verbs: readonly string[];
}

/** A register somebody may work in, with the tasks their roles there give (CG.40). */
export interface EntitledRegister {
  readonly id: number;
  readonly key: string;
  readonly tasks: readonly EntitledTask[];
}

export interface SignedInUser {
  readonly by: 'browser';
  readonly step: SignInStep;
  /** Of the browser's session, not of a database session. */
  readonly sessionId: string;
  readonly account: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly language: string;
  };
  readonly registers: readonly EntitledRegister[];
  /** The pass of the database session in the register, opened when it is first asked for. Throws `not-found` for a register not theirs. */
  readonly passFor: (registerKey: string) => Promise<string>;
}

export interface SignedInKey {
  readonly by: 'key';
  readonly keyId: string;
  readonly name: string;
  /** One: a key belongs to a register. */
  readonly registers: readonly EntitledRegister[];
  readonly passFor: (registerKey: string) => Promise<string>;
}

export type SignedIn = SignedInUser | SignedInKey;

/** What the server asks of signing in. */
export interface SignIn {
  /** Undefined for a cookie that is worth nothing: unknown, ended, idle too long, access removed. Never throws for one. */
  readonly resolve: (cookie: string) => Promise<SignedInUser | undefined>;
  /** Mails a one-time link to an account; earlier links to it are worth nothing then. `invitedBy` null: the command line. */
  readonly invite: (wish: Inviting) => Promise<{ expiresAt: Date }>;
}

export interface Inviting {
  readonly accountId: string;
  readonly invitedBy: string | null;
}
