// Flows in a real browser. Three projects share the specs: browser mode, the Electron shell through its harness, and real Electron
// where a binary is present (skipped visibly where not).

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  projects: [{ name: 'browser' }, { name: 'harness', grep: /carried out|mirror lands/ }, { name: 'electron', grep: /carried out|mirror lands/ }],
});
