import { isIP } from "node:net";
import { z } from "zod";

const HOST_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
const DIGITS = /^\d+$/;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/** Text without white space around it, not empty. */
export const TEXT = z.string().trim().min(1);

/** A prefix as it is, with the blank it may end with; the word `none` is an empty one. */
export const PREFIX = z.string().transform((value) => (value.trim() === "none" ? "" : value));

/** Names of language data joined by `+`; they become an argument of a program. */
export const OCR_LANGUAGES = TEXT.regex(/^[a-z]\w*(?:\+[a-z]\w*)*$/i);

/** A host name or an IP address, without a port. */
export const HOST = TEXT.refine((value) => isIP(value) !== 0 || HOST_NAME.test(value));

/** A whole number in decimal digits between `min` and `max`. */
export function wholeNumber(min: number, max: number) {
  return TEXT.regex(DIGITS).transform(Number).pipe(z.number().min(min).max(max));
}

/** One of the words given, without white space around it. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return TEXT.pipe(z.enum(words));
}

/** Values between commas, without white space around them and without repetitions; an empty text holds none. */
export function commaSeparated<T>(schema: z.ZodType<T, string>) {
  return z
    .string()
    .transform((value) => (value.trim() === "" ? [] : value.split(",").map((item) => item.trim())))
    .pipe(z.array(schema))
    .transform((items): readonly T[] => [...new Set(items)]);
}

/** A key that fits in an HTTP header. */
export const API_KEY = z.string().regex(PRINTABLE_ASCII);

/** A web origin as a browser sends it: scheme, host and port, and nothing behind. */
export const ORIGIN = z.string().refine((value) => isHttpUrl(value) && new URL(value).origin === value);

/** The address of an HTTP server. */
export const HTTP_URL = TEXT.refine(isHttpUrl);

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);
}
