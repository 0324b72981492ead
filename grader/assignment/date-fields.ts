import { z } from 'zod';
import { isClock, isZone } from './dates';

const AFTER = /^\+ ?\d{1,4} ?(weeks?|days?|hours?)$/;

/** A day and an hour as a course writes them, with or without an offset of their own. */
export const deadlineText = z
  .string()
  .refine(
    isClock,
    'write year, month, day and hour like 2026-12-04 23:59; in another order two days could be meant',
  );

/** The same, or so much after a deadline. */
export const cutoffText = z
  .string()
  .refine(
    (text) => isClock(text) || AFTER.test(text),
    'write year, month, day and hour like 2026-12-11 23:59, or a time after the deadline like "+ 7 days"',
  );

/** A zone of the IANA database, as far as this Node knows it. */
export const timeZone = z
  .string()
  .refine(isZone, 'use the name of a time zone, like America/Sao_Paulo or Europe/Lisbon');
