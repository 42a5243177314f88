const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * Whether a request comes from what watches the server, every few seconds.
 * @param route the pattern of its route
 */
export function isProbe(route: string): boolean {
  return PROBES.has(route);
}
