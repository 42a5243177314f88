/** A caller's span, which a request belongs to. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
}

const FORM = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;
const LONGEST = 200;
const SAMPLED = 1;

/**
 * Reads the header `traceparent`: https://www.w3.org/TR/trace-context/#traceparent-header. Of later versions the fields
 * of this one are read, as it demands.
 * @returns undefined if there is none, or it isn't valid
 */
export function readTraceParent(header: string | undefined): TraceParent | undefined {
  if (header === undefined || header.length > LONGEST) {
    return undefined;
  }
  const [, traceId, spanId, flags] = FORM.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) {
    return undefined;
  }
  // Version 00 ends with the flags.
  if (header.startsWith("00") && header.length > "00-".length + traceId.length + spanId.length + 4) {
    return undefined;
  }
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) !== 0 };
}
