import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchIngest, type Measurement } from "./ingest.js";

const { values } = parseArgs({
  options: { documents: { type: "string", default: "2000" }, json: { type: "boolean", default: false } },
});

const results = await benchIngest(Number(values.documents));
if (values.json) {
  console.log(JSON.stringify(results));
} else {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, Node ${process.version}\n`);
  console.log(table(results));
}

function table(rows: readonly Measurement[]): string {
  const base = rows[0]?.seconds ?? Number.NaN;
  const lines = rows.map(({ what, seconds, passagesPerSecond, peakMegabytes }) =>
    [
      what,
      `${seconds.toFixed(1)} s`,
      `${(seconds / base).toFixed(2)} ×`,
      passagesPerSecond === null ? "" : passagesPerSecond.toFixed(0),
      peakMegabytes === null ? "" : `${peakMegabytes.toFixed(0)} MB`,
    ].join(" | "),
  );
  return [
    "what | time | to the embedder alone | passages/s | peak memory",
    "--- | --- | --- | --- | ---",
    ...lines,
  ]
    .map((line) => `| ${line} |`)
    .join("\n");
}
