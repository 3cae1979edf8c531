// The browser tests: real stories in a real browser against the real server.
//
//   cargo xtask test --only browser          builds what is needed and runs them
//   npx playwright test --project=plain      runs one project against what is built
//
// CHROMIUM_PATH names the browser, TRELLIS_SERVER the server's binary.
import { defineConfig } from '@playwright/test';

const phone = { width: 375, height: 812 };

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  globalSetup: './support/prepare.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: 'list',
  forbidOnly: !!process.env.CI,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'phone',
      testMatch: ['story.spec.ts', 'wizard.spec.ts', 'district.spec.ts'],
      grepInvert: /@plain/,
      use: { viewport: phone, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      // The rules set their own widths, so one project is enough for them.
      testMatch: ['story.spec.ts', 'hard-case.spec.ts', 'rules.spec.ts', 'tenants.spec.ts', 'look.spec.ts', 'keys.spec.ts'],
      grepInvert: /@plain/,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'plain',
      testMatch: ['story.spec.ts', 'district.spec.ts'],
      use: { viewport: phone, hasTouch: true, isMobile: true, javaScriptEnabled: false },
    },
    {
      // The office works at a desk, also where no scripts run.
      name: 'plain-desk',
      testMatch: ['hard-case.spec.ts'],
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    },
    // Measures, and is no test: `cargo xtask bench --browser` asks for it.
    ...(process.env.TRELLIS_SPEED ? [{ name: 'speed', testMatch: 'speed/speed.spec.ts' }] : []),
  ],
});
