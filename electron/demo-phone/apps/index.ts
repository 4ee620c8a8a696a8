// Exports: APPS. The ordinary apps of the demo phone; the phone adds launcher and system apps itself.

import type { App } from '../types.ts';
import { bank } from './bank/index.ts';
import { browser } from './browser/index.ts';
import { calculator } from './calculator/index.ts';
import { calendar } from './calendar/index.ts';
import { clock } from './clock/index.ts';
import { contacts } from './contacts/index.ts';
import { files } from './files/index.ts';
import { gallery } from './gallery/index.ts';
import { messages } from './messages/index.ts';
import { music } from './music/index.ts';
import { notes } from './notes/index.ts';
import { settings } from './settings/index.ts';
import { shop } from './shop/index.ts';

export const APPS: readonly App[] = [settings, contacts, messages, notes, clock, shop, bank, calendar, files, music, browser, calculator, gallery];
