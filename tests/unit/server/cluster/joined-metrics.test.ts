import { describe, expect, it } from "vitest";
import { JoinedMetrics } from "../../../../src/server/cluster/joined-metrics.js";
import { createMetrics } from "../../../../src/server/metrics/metrics.js";

/** A worker that answers questions, and whose metrics can be made unreadable. */
function fakeWorker(number: number) {
  const metrics = createMetrics();
  const state = { isSilent: false };
  metrics.watchProcess({ version: "1", embedder: "model", writer: "extractive" });
  const read = async () => {
    if (state.isSilent) {
      throw new Error("silent");
    }
    return structuredClone(await metrics.snapshot());
  };
  return {
    state,
    measured: { number, read },
    ask(times: number) {
      for (let i = 0; i < times; i++) {
        metrics.http.begin()({ method: "GET", route: "/", status: 200, seconds: 0.02, code: undefined });
      }
    },
    begin: () => metrics.http.begin(),
  };
}

function setUp() {
  const own = createMetrics();
  own.watchProcess({ version: "1", embedder: "model", writer: "extractive" });
  const joined = new JoinedMetrics(own);
  own.watchReadiness(async () => ({ isReady: joined.areComplete }));
  const [one, two] = [fakeWorker(1), fakeWorker(2)];
  return { own, joined, one, two };
}

const REQUESTS = 'footnote_http_requests_total{method="GET",route="/",status="200"}';
const TIMES = 'footnote_http_request_duration_seconds_count{method="GET",route="/"}';
const FASTER = 'footnote_http_request_duration_seconds_bucket{le="0.025",method="GET",route="/"}';
const RUNNING = "footnote_http_requests_in_flight";

async function value(joined: JoinedMetrics, series: string): Promise<number | undefined> {
  const line = (await joined.text()).split("\n").find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

describe("the metrics of several processes", () => {
  it("are added up, and each process tells of its own memory", async () => {
    const { joined, one, two } = setUp();
    joined.add(one.measured);
    joined.add(two.measured);
    one.ask(3);
    two.ask(4);
    one.begin();
    two.begin();
    expect(await value(joined, REQUESTS)).toBe(7);
    expect(await value(joined, TIMES)).toBe(7);
    expect(await value(joined, FASTER)).toBe(7);
    expect(await value(joined, RUNNING)).toBe(2);
    expect(await value(joined, 'footnote_build_info{version="1",embedder="model",writer="extractive"}')).toBe(
      1,
    );
    for (const name of ["primary", "worker-1", "worker-2"]) {
      expect(await value(joined, `process_resident_memory_bytes{process="${name}"}`)).toBeGreaterThan(0);
      expect(await value(joined, `process_start_time_seconds{process="${name}"}`)).toBeGreaterThan(0);
    }
    expect(await value(joined, "process_resident_memory_bytes")).toBeUndefined();
  });

  it("keep what processes had counted that have ended, and nothing that was so at the moment", async () => {
    const { joined, one, two } = setUp();
    joined.add(one.measured);
    joined.add(two.measured);
    one.ask(3);
    one.begin();
    two.ask(4);
    expect(await value(joined, REQUESTS)).toBe(7);
    joined.remove(one.measured);
    expect(await value(joined, REQUESTS)).toBe(7);
    expect(await value(joined, RUNNING)).toBe(0);
    for (let restart = 1; restart <= 3; restart++) {
      const next = fakeWorker(1);
      joined.add(next.measured);
      next.ask(10);
      expect(await value(joined, REQUESTS)).toBe(7 + 10 * restart);
      joined.remove(next.measured);
    }
    expect(await value(joined, REQUESTS)).toBe(37);
    expect(await value(joined, FASTER)).toBe(37);
    expect(await value(joined, 'process_resident_memory_bytes{process="worker-1"}')).toBeUndefined();
  });

  it("of a process that ends while it is read are counted once", async () => {
    const { joined, one } = setUp();
    let isEnding = false;
    const measured = {
      number: 1,
      async read() {
        const snapshot = await one.measured.read();
        if (isEnding) {
          joined.remove(measured);
        }
        return snapshot;
      },
    };
    joined.add(measured);
    one.ask(3);
    expect(await value(joined, REQUESTS)).toBe(3);
    isEnding = true;
    expect(await value(joined, REQUESTS)).toBe(3);
    expect(await value(joined, REQUESTS)).toBe(3);
    expect(await value(joined, "footnote_silent_processes_total")).toBe(0);
  });

  it("count a process that is silent, by what it told before", async () => {
    const { joined, one, two } = setUp();
    joined.add(one.measured);
    joined.add(two.measured);
    one.ask(3);
    one.begin();
    two.ask(4);
    expect(await value(joined, REQUESTS)).toBe(7);
    one.state.isSilent = true;
    two.ask(1);
    const text = await joined.text();
    expect(text).toContain(`${REQUESTS} 8\n`);
    expect(text).toContain(`${RUNNING} 0\n`);
    expect(text).toContain("footnote_silent_processes_total 1\n");
    expect(text).toContain("footnote_ready 0\n");
    one.state.isSilent = false;
    expect(await value(joined, RUNNING)).toBe(1);
    expect(await value(joined, "footnote_ready")).toBe(1);
  });

  it("say that a server without server processes isn't ready", async () => {
    const { joined, one } = setUp();
    expect(await value(joined, "footnote_ready")).toBe(0);
    joined.add(one.measured);
    expect(await value(joined, "footnote_ready")).toBe(1);
    joined.remove(one.measured);
    expect(await value(joined, "footnote_ready")).toBe(0);
  });

  it("are read once for all who ask at the same time", async () => {
    const { joined, one } = setUp();
    let reads = 0;
    joined.add({
      number: 1,
      read: () => {
        reads++;
        return one.measured.read();
      },
    });
    await Promise.all([joined.text(), joined.text()]);
    expect(reads).toBe(1);
    await joined.text();
    expect(reads).toBe(2);
  });
});
