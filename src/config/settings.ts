import { FootnoteError } from "../core/errors.js";
import type { Environment } from "./read-values.js";
import { VARIABLES, type Values } from "./variables.js";

/** Variables that only a server has a use for. */
const SERVER_VARIABLES = [
  "HOST",
  "PORT",
  "WATCH",
  "API_KEYS",
  "ADMIN_KEY",
  "ALLOWED_ORIGINS",
  "LOG_LEVEL",
  "LOG_FORMAT",
  "MAX_BODY_BYTES",
  "MAX_CONCURRENT_REQUESTS",
  "REQUEST_TIMEOUT",
] as const satisfies readonly (keyof Values)[];

type SettingName = Exclude<keyof Values, (typeof SERVER_VARIABLES)[number]>;

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

/**
 * What a program sets: the variables of `.env.example` with their names in camel case, such as `documentsDir` for
 * `DOCUMENTS_DIR`, and their values as numbers and strings. What isn't set has the variable's default.
 */
export type Settings = {
  readonly [Name in SettingName as CamelCase<Name>]?: Values[Name] | undefined;
};

/**
 * The environment variables that say the same, not yet checked.
 * @throws FootnoteError `invalid_configuration` if there is no such setting
 */
export function environmentOf(settings: Settings): Environment {
  const environment: Record<string, string> = {};
  for (const [setting, value] of Object.entries(settings)) {
    const name = NAMES.get(setting);
    if (name === undefined) {
      throw new FootnoteError(
        "invalid_configuration",
        `${setting} is no setting. The settings are ${[...NAMES.keys()].join(", ")}.`,
      );
    }
    if (value !== undefined) {
      environment[name] = String(value);
    }
  }
  return environment;
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.keys(VARIABLES)
    .filter((name) => !SERVER_VARIABLES.some((serverOnly) => serverOnly === name))
    .map((name) => [camelCase(name), name]),
);

function camelCase(name: string): string {
  return name.toLowerCase().replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
