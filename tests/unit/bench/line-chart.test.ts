import { expect, it } from "vitest";
import { lineChart } from "../../../bench/line-chart.js";

function labels(svg: string, anchors: string): string[] {
  const all = svg.matchAll(new RegExp(`text-anchor="(?:${anchors})">([\\d.,KM]+)<`, "g"));
  return Array.from(all, ([, label = ""]) => label);
}

it("has an axis no longer than the values need, with labels that stand side by side", () => {
  const points = [958, 9968, 100_336, 1_003_360].map((x, i) => ({ x, y: 10 + 30 * i }));
  const svg = lineChart("A question", "by passages", [{ name: "local", points }]);
  expect(labels(svg, "start|middle")).toEqual(["1,000", "10,000", "100K", "1M"]);
  expect(labels(svg, "end")).toEqual(["10", "20", "50", "100"]);
  expect(svg).toContain("local: 10.0 at 958, 40.0 at 9,968, 70.0 at 100,336, 100 at 1,003,360.");
});

it("makes a line straight that grows with a power of x", () => {
  const points = [1, 10, 100].map((x) => ({ x, y: 3 * x ** 0.5 }));
  const svg = lineChart("", "", [{ name: "", points }]);
  const [, drawn = ""] = /points="([^"]+)"/.exec(svg) ?? [];
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = drawn
    .split(" ")
    .map((point) => point.split(",").map(Number));
  expect((y2 - y1) / (x2 - x1)).toBeCloseTo((y3 - y2) / (x3 - x2), 2);
});
