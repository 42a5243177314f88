import { FootnoteError } from "../core/errors.js";
import type { Environment } from "./read-values.js";
import { VARIABLES, type Values } from "./variables.js";

/** Variables that only a server has a use for. */
const SERVER_VARIABLES = [
  "HOST",
  "PORT",
  "PUBLIC_URL",
  "BASE_PATH",
  "TRUSTED_PROXIES",
  "WATCH",
  "STORE_LISTEN_URL",
  "API_KEYS",
  "ADMIN_KEY",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_SCOPES",
  "OIDC_GROUPS_CLAIM",
  "TRUSTED_HEADER",
  "TRUSTED_GROUPS_HEADER",
  "ALLOWED_GROUPS",
  "ADMIN_GROUPS",
  "SESSION_SECRET",
  "SESSION_HOURS",
  "ALLOWED_ORIGINS",
  "LOG_LEVEL",
  "LOG_FORMAT",
  "LOG_CONTENT",
  "METRICS_PORT",
  "METRICS_HOST",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "WORKERS",
  "SHUTDOWN_TIMEOUT",
  "MAX_MESSAGES",
  "MAX_BODY_BYTES",
  "MAX_CONCURRENT_REQUESTS",
  "MAX_QUEUE",
  "QUEUE_TIMEOUT",
  "REQUEST_TIMEOUT",
  "RATE_LIMIT_PER_KEY",
  "RATE_LIMIT_PER_USER",
  "RATE_LIMIT_PER_ADDRESS",
  "MAX_FEEDBACK_PER_HOUR",
  "MAX_FEEDBACK_BYTES",
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
