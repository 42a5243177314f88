const PROBES = ["/healthz", "/readyz", "/metrics"];

/** Whether a request comes from what watches the server, every few seconds. */
export function isProbe(path: string): boolean {
  return PROBES.some((probe) => path.endsWith(probe));
}
