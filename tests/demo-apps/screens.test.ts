// Every screen of every app opens, draws and says something; what it does is undone by Back without a crash.

import { afterEach, describe, expect, it } from 'vitest';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { newPhone, type Walker } from './walk.ts';

let w: Walker | undefined;
afterEach(() => { w?.phone.close(); w = undefined; });

describe.each(APPS.map((a) => [a.label, a] as const))('%s', (_, app) => {
  it.each(['en', 'zh-CN'])('opens all its screens in %s', (language) => {
    w = newPhone();
    const state = w.phone.save();
    w.phone.restore({ ...state, system: { ...state.system, language } });
    for (const name of Object.keys(app.screens)) {
      expect(w.phone.startActivity({ package: app.package, activity: `.${name}Activity` }).ok).toBe(true);
      expect({ name, at: w.phone.focus.package, errors: w.phone.log.filter((l) => l.level === 'E').map((l) => l.text), words: w.look().text.length > 10 }).toEqual({ name, at: app.package, errors: [], words: true });
    }
    for (let i = 0; i < 60 && w.phone.focus.package === app.package; i++) w.phone.key('BACK');
    expect(w.phone.focus.package).toBe('com.android.launcher3');
  });
});
