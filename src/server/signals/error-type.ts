import { FootnoteError } from "../../core/errors.js";

/**
 * A value of OpenTelemetry's `error.type`: a code of Footnote's own errors; `_OTHER` for any other.
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 */
export function errorType(error: unknown): string {
  return FootnoteError.is(error) ? error.code : "_OTHER";
}
