import type { SignInConfig } from "../../config/sign-in.js";

/** What the groups of the configuration allow. */
export type GroupRules = Pick<SignInConfig, "allowedGroups" | "adminGroups">;

/** What a person may do. */
interface Permissions {
  /** Whether they may use Footnote at all. */
  readonly isAllowed: boolean;
  /** Whether they may add and remove documents. */
  readonly isAdmin: boolean;
}

/** What the members of these groups may do. Administrators may always sign in. */
export function permissionsOf(
  groups: readonly string[],
  { allowedGroups, adminGroups }: GroupRules,
): Permissions {
  const isAdmin = adminGroups.some((group) => groups.includes(group));
  const isAllowed =
    isAdmin || allowedGroups.length === 0 || allowedGroups.some((group) => groups.includes(group));
  return { isAllowed, isAdmin };
}

/** Those of a person's groups that the configuration names. */
export function namedGroups(groups: readonly string[], { allowedGroups, adminGroups }: GroupRules): string[] {
  return groups.filter((group) => adminGroups.includes(group) || allowedGroups.includes(group));
}
