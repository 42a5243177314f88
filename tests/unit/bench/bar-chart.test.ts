import { expect, it } from "vitest";
import { type BarChart, barChart } from "../../../bench/bar-chart.js";

const stacked: BarChart = {
  title: "A question <by stage>",
  unit: " ms",
  digits: 1,
  parts: ["embed", "dense"],
  groups: [
    { label: "local", bars: [{ label: "1,000", parts: [1, 3] }] },
    { label: "PostgreSQL", bars: [{ label: "1,000", parts: [2, 6] }] },
  ],
};

function rectangles(svg: string): { look: string; x: number; width: number }[] {
  const all = svg.matchAll(
    /<rect class="(fill-\d)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="15"\/>/g,
  );
  return Array.from(all, ([, look = "", x, width]) => ({ look, x: Number(x), width: Number(width) }));
}

it("draws parts one behind the other, as long as they are large", () => {
  const [first, second, third, fourth] = rectangles(barChart(stacked));
  expect([first, second, third, fourth].map((part) => part?.look)).toEqual([
    "fill-0",
    "fill-1",
    "fill-0",
    "fill-1",
  ]);
  expect(second?.x).toBeCloseTo((first?.x ?? 0) + (first?.width ?? 0), 0);
  expect(third?.width).toBeCloseTo(2 * (first?.width ?? 0), 0);
  expect(fourth?.width).toBeCloseTo(6 * (first?.width ?? 0), -1);
});

it("is a file with a scale that reaches up to the longest bar, and says all in words", () => {
  const svg = barChart(stacked);
  expect(svg).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toContain("A question &lt;by stage&gt;");
  expect(svg).toContain(
    "local: 1,000: 4.0 ms (embed 1.0, dense 3.0). PostgreSQL: 1,000: 8.0 ms (embed 2.0, dense 6.0).",
  );
  const ticks = Array.from(svg.matchAll(/text-anchor="middle">([\d,.]+)</g), ([, tick]) => tick);
  expect(ticks).toEqual(["0", "2", "4", "6", "8"]);
});

it("shows the least and the most of several runs, also beyond the bar", () => {
  const svg = barChart({
    title: "Answers",
    unit: "",
    digits: 0,
    groups: [{ bars: [{ label: "one", parts: [90], range: [80, 120] }] }],
  });
  expect(svg).toContain("one: 90 (80 to 120).");
  const [bar] = rectangles(svg);
  const [, from, to] = /class="range" x1="([\d.]+)" x2="([\d.]+)"/.exec(svg) ?? [];
  const end = (bar?.x ?? 0) + (bar?.width ?? 0);
  expect(Number(from)).toBeLessThan(end);
  expect(Number(to)).toBeGreaterThan(end);
});

it("draws nothing but an empty bar for nothing", () => {
  const svg = barChart({
    title: "",
    unit: "",
    digits: 0,
    groups: [{ bars: [{ label: "none", parts: [0] }] }],
  });
  expect(rectangles(svg)).toMatchObject([{ width: 0 }]);
  expect(svg).not.toContain("NaN");
});
