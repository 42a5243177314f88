import { FootnoteError } from "../core/errors.js";
import { VARIABLES, type Values, type Variable } from "./variables.js";

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const LONGEST_ECHO = 60;

/**
 * The value of every variable, from the environment or by default. A variable that is set to nothing counts
 * as not set.
 * @throws FootnoteError `invalid_configuration` that names each variable that is wrong and what it must be
 */
export function readValues(environment: Environment): Values {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const given = environment[name];
    const isSet = given !== undefined && given.trim() !== "";
    const value = isSet ? given : variable.default;
    if (value === null) {
      values[name] = undefined;
      continue;
    }
    const result = variable.schema.safeParse(value);
    if (result.success) {
      values[name] = result.data;
    } else {
      problems.push(problem(name, variable, value));
    }
  }
  if (problems.length > 0) {
    throw new FootnoteError("invalid_configuration", problems.join(" "));
  }
  // The loop above parsed each variable with its own schema.
  return values as Values;
}

function problem(name: string, variable: Variable<unknown>, value: string): string {
  const echo = variable.secret ? "" : `, not ${JSON.stringify(shorten(value))}`;
  return `${name} must be ${variable.expected}${echo}.`;
}

function shorten(value: string): string {
  return value.length > LONGEST_ECHO ? `${value.slice(0, LONGEST_ECHO)}…` : value;
}
