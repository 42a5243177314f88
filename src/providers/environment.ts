/** Environment variables, such as `process.env`: keys and addresses stand there under the providers' own names. */
export type ProviderEnvironment = Readonly<Record<string, string | undefined>>;

/** The value of a variable without white space around it; undefined if it isn't set, or is blank. */
export function setting(environment: ProviderEnvironment, variable: string): string | undefined {
  return environment[variable]?.trim() || undefined;
}
