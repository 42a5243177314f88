import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { debounce } from "../../../src/ingest/debounce.js";

describe("a burst of events", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function counted() {
    let calls = 0;
    const burst = debounce(() => calls++, { quietMs: 300, mostMs: 1500 });
    return { burst, calls: () => calls };
  }

  it("is acted upon once, when it has been quiet for a while", () => {
    const { burst, calls } = counted();
    for (let i = 0; i < 3; i++) {
      burst.event();
      vi.advanceTimersByTime(299);
    }
    expect(calls()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(calls()).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(calls()).toBe(1);
  });

  it("is acted upon while it lasts if it lasts long", () => {
    const { burst, calls } = counted();
    for (let ms = 0; ms < 3000; ms += 100) {
      burst.event();
      vi.advanceTimersByTime(100);
    }
    expect(calls()).toBe(2);
  });

  it("is forgotten when it is cancelled", () => {
    const { burst, calls } = counted();
    burst.event();
    burst.cancel();
    vi.advanceTimersByTime(10_000);
    expect(calls()).toBe(0);
  });
});
