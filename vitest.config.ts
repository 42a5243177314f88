import { defineConfig } from "vitest/config";

const shared = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Most tests wait for processes, disks and browsers: one more than a small machine has cores.
    maxWorkers: 3,
    projects: [
      // Unit tests leave nothing behind in their process, so that they can share one.
      { test: { ...shared, name: "unit", include: ["tests/unit/**/*.test.ts"], isolate: false } },
      { test: { ...shared, name: "whole", include: ["tests/**/*.test.ts"], exclude: ["tests/unit/**"] } },
    ],
  },
});
