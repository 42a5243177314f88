import { FootnoteError } from "../core/errors.js";
import type { Values } from "./variables.js";

/** Where Footnote is reached, and through what. */
export interface SiteConfig {
  /** Without a slash at its end; undefined: links are relative to the host. */
  readonly publicUrl: string | undefined;
  /** What every path begins with, such as `/footnote`; empty for none. */
  readonly basePath: string;
  /** IP addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
}

/**
 * The site that the variables describe.
 * @throws FootnoteError `invalid_configuration` if they contradict each other
 */
export function siteOf(values: Values): SiteConfig {
  const publicUrl = values.PUBLIC_URL;
  const basePath = values.BASE_PATH ?? (publicUrl === undefined ? "" : pathOf(publicUrl));
  if (publicUrl !== undefined && pathOf(publicUrl) !== basePath) {
    throw new FootnoteError(
      "invalid_configuration",
      `PUBLIC_URL must end with BASE_PATH (${JSON.stringify(basePath)}); leave BASE_PATH out to take the path of PUBLIC_URL.`,
    );
  }
  return { publicUrl, basePath, trustedProxies: values.TRUSTED_PROXIES };
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, "");
}
