// Schemas of values that many routes take. Text that people typed is bounded and holds no control or direction characters: those
// turn names round on a screen and lines in a log.
import { z } from 'zod';

/** Controls, zero-width and direction marks, and halves of surrogate pairs; of the controls a text of several lines may hold two. */
const UNSAFE = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
const LINES = /[\t\n]/g;

const isSafe = (text: string) => !UNSAFE.test(text.replaceAll(LINES, ''));

/** One line, trimmed, not empty. */
export const lineOf = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !UNSAFE.test(text), { params: { code: 'unsafe-characters' } });

/** Several lines, trimmed, may be empty. */
export const textOf = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine(isSafe, { params: { code: 'unsafe-characters' } });

export const idSchema = z.uuid();
/** Of a register, a role, a task or a purpose: as the notice language writes keys. */
export const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(120);
export const languageSchema = z.enum(['fi', 'sv', 'en']);
/** A title in every language there is one for. */
export const titleSchema = z
  .partialRecord(languageSchema, lineOf(200))
  .refine((title) => Object.keys(title).length > 0);
export const reasonSchema = lineOf(500).min(3).describe('Why: kept on record.');
export const registerParams = z.object({ register: keySchema });
export const registerIdParams = z.object({ register: keySchema, id: idSchema });
