// The whole library from the command line: with the approvals file everything is verified; with nobody to approve nothing sensitive happens, by the phone's state.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countersign, LIBRARY } from './in-process.ts';

const RULES = path.join(LIBRARY, 'approvals.json');
const MESSAGES = 'apps.com.google.android.apps.messaging';
const CONTACTS = 'apps.com.google.android.contacts';
const CLOCK = 'apps.com.google.android.deskclock';
const BANK = 'apps.com.countersign.bank';

/** Per SOP: what its effects are when approved, and the status and effects when nobody approves. Every path of the diff must be named, and each name must be met. */
const EXPECTED: Record<string, { allowed: RegExp[]; denied: { status: string; effects: RegExp[] } }> = {
  'buy-product': { allowed: [/^apps\.com\.countersign\.shop\.nextOrder$/, /^apps\.com\.countersign\.shop\.orders\[\d+\]$/], denied: { status: 'failed', effects: [] } },
  'cheapest-book': { allowed: [], denied: { status: 'failed', effects: [] } },
  'delete-contact': { allowed: [new RegExp(`^${CONTACTS}\\.people\\[40\\]$`)], denied: { status: 'failed', effects: [] } },
  'join-wifi': { allowed: [/^system\.wifi\.connected$/, /^system\.wifi\.known\.QA-Lab$/, /autoConnect\.QA-Lab$/], denied: { status: 'failed', effects: [] } },
  'send-message': { allowed: [new RegExp(`^${MESSAGES}\\.conversations\\[\\+1 415-555-0127\\]\\.messages\\[4\\]$`)], denied: { status: 'failed', effects: [] } },
  'send-photo': { allowed: [/^system\.permissions\.com\.google\.android\.apps\.messaging:storage$/, new RegExp(`^${MESSAGES}\\.conversations\\[\\+1 415-555-0116\\]\\.messages\\[5\\]$`)], denied: { status: 'failed', effects: [] } },
  'transfer-money': {
    allowed: [new RegExp(`^${BANK}\\.accounts\\[everyday\\]\\.balance$`), new RegExp(`^${BANK}\\.transactions\\[19\\]$`), new RegExp(`^${BANK}\\.sentToday\\.(?:day|amount)$`), new RegExp(`^${MESSAGES}\\.conversations\\[Bank\\]$`)],
    denied: { status: 'failed', effects: [] },
  },
  'zh-send-message': { allowed: [new RegExp(`^${MESSAGES}\\.conversations\\[139 0000 0101\\]\\.messages\\[4\\]$`)], denied: { status: 'failed', effects: [] } },
  // These ask for nothing: what they do is the same either way.
  ...Object.fromEntries(Object.entries({
    'create-alarm': [new RegExp(`^${CLOCK}\\.nextId$`), new RegExp(`^${CLOCK}\\.alarms\\[5\\]$`)],
    'create-contact': [new RegExp(`^${CONTACTS}\\.people\\[51\\]$`), new RegExp(`^${CONTACTS}\\.nextId$`)],
    'create-note': [/^apps\.com\.countersign\.notes\.notes\[14\]$/, /^apps\.com\.countersign\.notes\.nextId$/],
    'dark-theme': [/^system\.darkTheme$/],
    'open-settings': [],
    'pair-headphones': [/^system\.bluetooth\.on$/, /^system\.bluetooth\.paired\[0\]$/],
    'rename-device': [/^system\.deviceName$/],
    'star-contacts': [new RegExp(`^${CONTACTS}\\.people\\[(?:1|6|10)\\]\\.starred$`)],
    // The permission is declined by the guard.
    'start-timer': [/^system\.permissions\.com\.google\.android\.deskclock:notifications$/, new RegExp(`^${CLOCK}\\.tab$`), new RegExp(`^${CLOCK}\\.nextId$`), new RegExp(`^${CLOCK}\\.timers\\[5\\]$`)],
    'toggle-bluetooth': [/^system\.bluetooth\.on$/],
    'zh-dark-theme': [/^system\.darkTheme$/],
  }).map(([name, effects]) => [name, { allowed: effects, denied: { status: 'done-verified', effects } }])),
};

const run = (name: string, approve: string) => countersign(['run', path.join(LIBRARY, `${name}.sop.md`), '--device', 'demo', '--examples', '--approve', approve, '--json']);

/** Paths that no pattern names, and patterns that no path meets. */
function differs(effects: { path: string }[], wanted: RegExp[]): { unexpected: string[]; missing: string[] } {
  return {
    unexpected: effects.map((e) => e.path).filter((p) => !wanted.some((w) => w.test(p))),
    missing: wanted.filter((w) => !effects.some((e) => w.test(e.path))).map(String),
  };
}
const SAME = { unexpected: [], missing: [] };

test('every SOP of the library has its expectation', () => {
  expect(fs.readdirSync(LIBRARY).filter((f) => f.endsWith('.sop.md')).map((f) => f.replace('.sop.md', '')).sort()).toEqual(Object.keys(EXPECTED).sort());
});

// Five phones at a time (vitest's maxConcurrency): a run mostly waits for screens to come to rest.
describe.concurrent('library', { timeout: 90_000 }, () => {
  test.each(Object.keys(EXPECTED))('%s, approved by the file: verified', async (name) => {
    const r = (await run(name, RULES)).json();
    expect({ status: r.status, fault: r.fault, ...differs(r.effects, EXPECTED[name]!.allowed) }).toEqual({ status: 'done-verified', fault: undefined, ...SAME });
    // What nothing sensitive is in asks nobody.
    if (EXPECTED[name]!.denied.status !== 'failed') expect(r.approvals).toEqual([]);
  });
  test.each(Object.keys(EXPECTED).filter((n) => EXPECTED[n]!.denied.status === 'failed'))('%s, approved by nobody: no sensitive effect', async (name) => {
    const { code, json } = await run(name, 'deny');
    const r = json();
    expect({ code, status: r.status, effects: r.effects, allowed: r.approvals.filter((a: { decision: string }) => a.decision === 'allow') }).toEqual({ code: 1, status: 'failed', effects: [], allowed: [] });
  });
});
