import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { debounce, watchFolder } from "../../../src/ingest/watch.js";
import { until } from "../../support/wait-for.js";

it("tells of a burst of changes less often than there are changes", async () => {
  const dir = await mkdtemp(join(tmpdir(), "footnote-watch-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  let calls = 0;
  const notices: string[] = [];
  const watch = await watchFolder(dir, {
    mode: "events",
    exclude: [],
    onChange: () => {
      calls++;
    },
    onNotice: (notice) => notices.push(notice),
  });
  // Without a pause for events in between, however busy the machine is.
  for (let i = 0; i < 20; i++) {
    writeFileSync(join(dir, `${i}.txt`), "Bread is baked from flour.");
  }
  await until(() => calls > 0 || notices.length > 0);
  await watch.close();
  expect(notices).toEqual([]);
  expect(calls).toBeLessThan(20);
});

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
