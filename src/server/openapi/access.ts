import type { Config } from "../../config/config.js";
import type { SignIn } from "../access/sign-in.js";
import { isProtected } from "../http/protected-paths.js";
import type { DescribedError } from "./errors.js";
import type { Operation, OperationAccess } from "./operation.js";

/** What of a server decides who may call it. */
export interface AccessFacts {
  readonly config: Pick<Config, "apiKeys" | "adminKey" | "signIn">;
  readonly signIn: SignIn | undefined;
}

/** What `Access` refuses an operation's callers with, and the check of origins before it. */
export function accessErrors({ path, access }: Operation, facts: AccessFacts): DescribedError[] {
  const { adminKey } = facts.config;
  const isForPrograms = isProtected(path);
  const wantsKey = access === "admin" ? hasAdmins(facts) : access !== "open" && isClosed(facts);
  return [
    ...(isForPrograms ? (["host_not_allowed", "origin_not_allowed"] as const) : []),
    ...(isForPrograms || wantsKey ? (["too_many_requests"] as const) : []),
    ...(wantsKey || (isForPrograms && isClosed(facts)) ? (["unauthorized"] as const) : []),
    ...(access === "admin" && !hasAdmins(facts) ? (["admin_disabled"] as const) : []),
    ...(access === "admin" && hasAdmins(facts) && adminKey === undefined ? (["not_admin"] as const) : []),
    "internal_error",
  ];
}

/** The alternatives by which a caller may prove who it is; none where anybody may call. */
export function securityOf(access: OperationAccess, facts: AccessFacts): Readonly<Record<string, []>>[] {
  const { apiKeys, adminKey, signIn } = facts.config;
  const adminKeys = adminKey === undefined ? [] : [{ adminKey: [] as [] }, { adminKeyHeader: [] as [] }];
  const session = facts.signIn?.sessionCookie === undefined ? [] : [{ session: [] as [] }];
  if (access === "admin") {
    return [...adminKeys, ...(signIn.adminGroups.length > 0 ? session : [])];
  }
  if (access === "open" || !isClosed(facts)) {
    return [];
  }
  const keys = apiKeys.length === 0 ? [] : [{ apiKey: [] as [] }, { apiKeyHeader: [] as [] }];
  return [...(access === "optional" ? [{}] : []), ...keys, ...adminKeys, ...session];
}

/** The schemes that `securityOf` names. */
export function securitySchemes({ config, signIn }: AccessFacts): Readonly<Record<string, object>> {
  const keySchemes = (name: string, description: string) => ({
    [name]: { type: "http", scheme: "bearer", description },
    [`${name}Header`]: { type: "apiKey", in: "header", name: "X-Api-Key", description },
  });
  const cookie = signIn?.sessionCookie;
  return {
    ...(config.apiKeys.length > 0 && keySchemes("apiKey", "One of `API_KEYS`.")),
    ...(config.adminKey !== undefined &&
      keySchemes("adminKey", "`ADMIN_KEY`, which may do all that an API key may.")),
    ...(cookie !== undefined && {
      session: {
        type: "apiKey",
        in: "cookie",
        name: cookie,
        description:
          "Of a person who is signed in; what changes something must come from Footnote's own pages.",
      },
    }),
  };
}

/** Whether programs need a key, and people a sign-in. */
export function isClosed({ config, signIn }: AccessFacts): boolean {
  return config.apiKeys.length > 0 || signIn !== undefined;
}

function hasAdmins({ config, signIn }: AccessFacts): boolean {
  return config.adminKey !== undefined || (signIn !== undefined && config.signIn.adminGroups.length > 0);
}
