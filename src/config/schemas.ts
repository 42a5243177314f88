import { isIP } from "node:net";
import { z } from "zod";

const HOST_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
const DIGITS = /^\d+$/;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/** Text without white space around it, not empty. */
export const TEXT = z.string().trim().min(1);

/** The address of a PostgreSQL database. */
export const POSTGRES_URL = TEXT.refine((value) => /^postgres(ql)?:\/\/./.test(value) && URL.canParse(value));

/** Where an index lives: in files, or in a PostgreSQL database. */
export const STORE = z.union([z.literal("local"), POSTGRES_URL]);

/** A schema of a PostgreSQL database; a suffix must fit behind it. */
export const SCHEMA_NAME = TEXT.regex(/^[a-z][a-z\d_]{0,39}$/);

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

/** `true` or `false`. */
export const FLAG = oneOf(["true", "false"]).transform((word) => word === "true");

/** An IP address, or a network as `10.0.0.0/8`. */
export const NETWORK = TEXT.refine(isNetwork);

/** The name of an HTTP header, in lower case. */
export const HEADER_NAME = TEXT.regex(/^[a-z\d-]+$/i).transform((name) => name.toLowerCase());

/** What cookies are sealed with. */
export const SECRET = z.string().min(32);

/** Scopes of OpenID Connect between blanks; without `openid` there is no sign-in. */
export const OIDC_SCOPES = TEXT.refine((value) => value.split(/ +/).includes("openid"));

/** A path without a slash at its end; empty for `/`. */
export const BASE_PATH = TEXT.regex(/^(\/[\w.-]+)*\/?$/)
  .refine((value) => !/\/\.{1,2}(\/|$)/.test(value))
  .transform((value) => value.replace(/\/$/, ""));

/** The address of an HTTP server. */
export const HTTP_URL = TEXT.refine(isHttpUrl);

/** The address of an HTTP server, with or without a path, without a slash at its end. */
export const PUBLIC_URL = HTTP_URL.pipe(
  z
    .string()
    .refine((value) => {
      const { search, hash, username, password } = new URL(value);
      return search + hash + username + password === "";
    })
    .transform((value) => new URL(value).href.replace(/\/$/, "")),
);

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);
}

function isNetwork(value: string): boolean {
  const [address = "", prefix, ...more] = value.split("/");
  const version = isIP(address);
  const isPrefix =
    prefix === undefined || (DIGITS.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  return version !== 0 && isPrefix && more.length === 0;
}
