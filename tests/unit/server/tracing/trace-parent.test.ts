import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTraceParent } from "../../../../src/server/tracing/trace-parent.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

describe("traceparent", () => {
  it("names a caller's span, and whether it is sampled", () => {
    expect(readTraceParent(`00-${TRACE}-${SPAN}-01`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      isSampled: true,
    });
    expect(readTraceParent(`00-${TRACE}-${SPAN}-00`)).toMatchObject({ isSampled: false });
    expect(readTraceParent(`00-${TRACE}-${SPAN}-03`)).toMatchObject({ isSampled: true });
  });

  it("of a later version is read as far as it is known", () => {
    expect(readTraceParent(`01-${TRACE}-${SPAN}-01-more`)).toMatchObject({ traceId: TRACE });
  });

  it.each([
    undefined,
    "",
    "nonsense",
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01 `,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${"0".repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}\n-${SPAN}-01`,
    `01-${TRACE}-${SPAN}-01-${"x".repeat(1000)}`,
  ])("that isn't valid is none: %j", (header) => {
    expect(readTraceParent(header)).toBeUndefined();
  });

  it("gives nothing but hexadecimal digits, whatever is sent", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parent = readTraceParent(text) ?? { traceId: TRACE, spanId: SPAN };
        expect(`${parent.traceId}-${parent.spanId}`).toMatch(/^[\da-f]{32}-[\da-f]{16}$/);
      }),
    );
  });
});
