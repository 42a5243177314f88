/** What a `Retry-After` header asks to wait, in milliseconds: seconds or a date (RFC 9110, 10.2.3); null without one. */
export function retryAfter(header: string | null): number | null {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
