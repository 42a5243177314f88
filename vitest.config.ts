import { configDefaults, defineConfig } from "vitest/config";

/** Only against tests that hang: a busy machine takes ten times as long as a free one, and longer. */
const shared = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 60_000 } },
};

/** Looks at what its process has loaded, and so needs one of its own. */
const ALONE = "tests/integration/embedding/native-libraries.test.ts";

export default defineConfig({
  test: {
    // Most tests wait for processes, disks and browsers: one more than a small machine has cores.
    maxWorkers: 3,
    globalSetup: "tests/support/temporary-folder-of-the-run.ts",
    // The provider that sign-in is tested with reminds everybody that it isn't set up for production.
    onConsoleLog: (log) => !log.startsWith("oidc-provider "),
    projects: [
      {
        test: {
          ...shared,
          name: "all",
          include: ["tests/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ALONE],
          // Tests leave nothing behind in their process: files share it, which saves a good part of the time.
          isolate: false,
        },
      },
      { test: { ...shared, name: "alone", include: [ALONE] } },
    ],
  },
});
