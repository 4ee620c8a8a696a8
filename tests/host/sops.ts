// Exports: SOPS. Short SOPs for the demo phone's Settings, as unsaved text.

const sop = (steps: string, outcome: string): { text: string; path: string } => ({
  path: 'unsaved.sop.md',
  text: `---\nsop: 1\nid: test.host\ntitle: Test\nowner: qa\nclassification: public\napplies:\n  - { app: com.android.settings }\n---\n# Test\n\n## Steps\n${steps}\n\n## Expected result\n- ${outcome}\n`,
});

export const SOPS = {
  /** Asks once, at step 3. */
  asks: sop('1. Go home.\n2. Open "Settings".\n3. Tap "Display".\n   - Ask first: settings-security, a test', '"Dark theme" is visible.'),
  /** Nothing to ask; a while to do. */
  quiet: sop('1. Go home.\n2. Open "Settings".\n3. Tap "Display".\n4. Wait 1 s.\n5. Go back.\n6. Tap "Display".', '"Dark theme" is visible.'),
  prose: sop('1. Go home.\n2. Open "Settings".\n3. Find where the screen is set up.', '"Dark theme" is visible.'),
};
