// Exports: dumpsys, component. The parts of `dumpsys` that tools read, in Android 14's words.

import type { Command } from '../shell/shell.ts';
import { stableNumber, type VirtualDevice } from '../virtual-device.ts';

/** `.MainActivity`, `pkg/.MainActivity` or the full class → both spellings of the component. */
export function component(pkg: string, activity: string): { short: string; full: string } {
  const name = activity.includes('/') ? activity.slice(activity.indexOf('/') + 1) : activity;
  const cls = name.startsWith('.') ? pkg + name : name.includes('.') ? name : `${pkg}.${name}`;
  return { full: `${pkg}/${cls}`, short: `${pkg}/${cls.startsWith(`${pkg}.`) ? cls.slice(pkg.length) : cls}` };
}

const hash = (name: string): string => stableNumber(name, 0x1000000, 0xeffffff).toString(16);

/** The activity of a screen, by the rule of `App.screens`. */
const activityOf = (screen: string): string => `.${screen[0]?.toUpperCase() ?? ''}${screen.slice(1)}Activity`;

interface Words { focusWindow: string; app: { short: string; full: string } | undefined; task: number }

function words(device: VirtualDevice): Words {
  const { focus } = device.phone;
  // A window of the system (shade, lock screen) takes the focus; the focused app stays the one below it.
  const below = focus.activity === '' ? device.phone.save().tasks.at(-1) : undefined;
  const app = below ? component(below.package, activityOf(below.stack.at(-1)?.screen ?? 'main')) : focus.package === '' ? undefined : component(focus.package, focus.activity);
  const own = focus.window !== '' && !focus.window.includes('/') && focus.window !== focus.activity;
  const title = own ? focus.window : (app?.full ?? '');
  return { app, task: stableNumber(focus.package, 10, 80), focusWindow: title === '' ? 'null' : `Window{${hash(title)} u0 ${title}}` };
}

function record(w: Words): string {
  return w.app ? `ActivityRecord{${hash(w.app.short)} u0 ${w.app.short} t${w.task}}` : 'null';
}

function size(device: VirtualDevice): { w: number; h: number } {
  const { width, height } = device.naturalSize();
  return device.phone.rotation % 2 === 0 ? { w: width, h: height } : { w: height, h: width };
}

function displays(device: VirtualDevice): string {
  const w = words(device);
  const { w: width, h: height } = size(device);
  const natural = device.naturalSize();
  return `WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  Display: mDisplayId=0 (organized)
    init=${natural.width}x${natural.height} 320dpi cur=${width}x${height} app=${width}x${height} rng=${natural.width}x${natural.width}-${natural.height}x${natural.height}
    deferred=false mLayoutNeeded=false mTouchExcludeRegion=SkRegion((0,0,${width},${height}))

  mLayoutSeq=1
  mCurrentFocus=${w.focusWindow}
  mFocusedApp=${record(w)}

  mLastStatusBarVisibility=true
  mInputMethodTarget in display# 0 ${w.focusWindow}
  DisplayRotation
    mCurrentAppOrientation=SCREEN_ORIENTATION_UNSPECIFIED
    mLastOrientation=-1
    mRotation=${device.phone.rotation} mDeferredRotationPauseCount=0
    mUserRotationMode=${device.settings.get('system', 'accelerometer_rotation') === '1' ? 'USER_ROTATION_FREE' : 'USER_ROTATION_LOCKED'} mUserRotation=ROTATION_${device.phone.rotation * 90}
    mCurrentRotation=ROTATION_${device.phone.rotation * 90}
`;
}

function windows(device: VirtualDevice): string {
  const w = words(device);
  const { phone } = device;
  const { w: width, h: height } = size(device);
  const rows = [
    { title: 'StatusBar', pkg: 'com.android.systemui', shown: true },
    { title: 'NavigationBar0', pkg: 'com.android.systemui', shown: true },
    ...(phone.keyboardShown ? [{ title: 'InputMethod', pkg: 'com.android.inputmethod.latin', shown: true }] : []),
    ...(w.focusWindow === 'null' ? [] : [{ title: w.focusWindow.replace(/^Window\{\w+ u0 |\}$/g, ''), pkg: phone.focus.package, shown: true }]),
  ];
  return `WINDOW MANAGER WINDOWS (dumpsys window windows)
${rows.map((r, i) => `  Window #${i} Window{${hash(r.title)} u0 ${r.title}}:
    mDisplayId=0 rootTaskId=1 mSession=Session{${hash(r.pkg)} ${device.pidOf(r.pkg) ?? 0}:u0a10100} mClient=android.os.BinderProxy@${hash(r.title)}
    mOwnerUid=10100 showForAllUsers=false package=${r.pkg} appop=NONE
    mAttrs={(0,0)(fillxfill) sim={adjust=resize} ty=BASE_APPLICATION fmt=TRANSPARENT${phone.focus.secure && r.pkg === phone.focus.package ? '\n      fl=LAYOUT_IN_SCREEN SECURE HARDWARE_ACCELERATED' : ''}}
    Requested w=${width} h=${height} mLayoutSeq=1
    mHasSurface=true isReadyForDisplay()=true mWindowRemovalAllowed=false
    isOnScreen=true
    isVisible=${r.shown}
`).join('')}
  mGlobalConfiguration={1.0 310mcc260mnc [en_US] ldltr sw360dp w360dp h800dp 320dpi nrml long port finger -keyb/v/h -nav/h}
  mHasPermanentDpad=false
  mTopFocusedDisplayId=0
  mCurrentFocus=${w.focusWindow}
  mFocusedApp=${record(w)}
  mInTouchMode=true
`;
}

function policy(device: VirtualDevice): string {
  const { phone } = device;
  return `WINDOW MANAGER POLICY STATE (dumpsys window policy)
    mSystemReady=true mSystemBooted=true mWakeGestureEnabled
    mAwake=${phone.awake}
    screenState=${phone.awake ? 'SCREEN_STATE_ON' : 'SCREEN_STATE_OFF'}
    interactiveState=${phone.awake ? 'INTERACTIVE_STATE_AWAKE' : 'INTERACTIVE_STATE_SLEEP'}
    mShowingLockscreen=${phone.locked} mShowingDream=false mDreamingLockscreen=${phone.locked && !phone.awake}
    KeyguardServiceDelegate
      showing=${phone.locked}
      inputRestricted=${phone.locked}
      KeyguardStateMonitor
        mIsShowing=${phone.locked}
        mSimSecure=false
        mInputRestricted=${phone.locked}
`;
}

function activities(device: VirtualDevice): string {
  const w = words(device);
  const tasks = [...device.phone.save().tasks].reverse();
  return `ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)
Display #0 (activities from top to bottom):
${tasks.map((t) => {
  const id = stableNumber(t.package, 10, 80);
  const rows = [...t.stack].reverse().map((s, i) => `    * Hist  #${t.stack.length - 1 - i}: ActivityRecord{${hash(`${t.package}${s.screen}`)} u0 ${component(t.package, activityOf(s.screen)).short} t${id}}\n`);
  return `  * Task{${hash(t.package)} #${id} type=standard A=10100:${t.package} U=0 visible=${t === tasks[0]} sz=${t.stack.length}}\n${rows.join('')}`;
}).join('')}
  topResumedActivity=${record(w)}
  ResumedActivity: ${record(w)}
  mFocusedApp=${record(w)}
  mLastPausedActivity: null
`;
}

function inputMethod(device: VirtualDevice): string {
  const shown = device.phone.keyboardShown;
  const current = device.settings.get('secure', 'default_input_method') ?? '';
  return `Current Input Method Manager state:
  Input Methods: mMethodMapUpdateCount=2
  mCurMethodId=${current}
  mCurId=${current} mHaveConnection=true mBoundToMethod=true
  mInputShown=${shown}
  mShowRequested=${shown} mShowExplicitlyRequested=false mShowForced=false
  mDecorViewVisible=${shown} mWindowVisible=${shown}
  mServedView=${shown ? `android.widget.EditText{${hash('EditText')} VFED..CL. .F......}` : 'null'}
`;
}

const EXTRA: Record<string, (d: VirtualDevice, args: readonly string[]) => string> = {
  window: (d, args) => {
    const sections: Record<string, (x: VirtualDevice) => string> = { displays, d: displays, windows, w: windows, policy, p: policy };
    const named = args.filter((a) => !a.startsWith('-'));
    const wanted = named.length > 0 ? named : ['policy', 'displays', 'windows'];
    return wanted.map((n) => sections[n === 'visible' ? 'windows' : n]?.(d) ?? `Bad window command, or no windows match: ${n}\nUse -h for help.\n`).join('\n');
  },
  activity: (d, args) => {
    const what = args.find((a) => !a.startsWith('-')) ?? 'activities';
    const w = words(d);
    switch (what) {
      case 'activities': case 'a': case 'recents': case 'r': return activities(d);
      case 'top': return w.app ? `TASK ${d.phone.focus.package} id=${w.task} userId=0\n  ACTIVITY ${w.app.short} ${hash(w.app.short)} pid=${d.pidOf(d.phone.focus.package) ?? 0}\n    Local Activity ${hash(`${w.app.short}local`)} State:\n      mResumed=true mStopped=false mFinished=false\n` : '';
      case 'processes': case 'p': return `ACTIVITY MANAGER RUNNING PROCESSES (dumpsys activity processes)\n${d.processes().map((p) => `  *APP* UID 10100 ProcessRecord{${hash(p.name)} ${p.pid}:${p.name}/u0a100}\n`).join('')}`;
      default: return `Bad activity command, or no activities match: ${what}\nUse -h for help.\n`;
    }
  },
  input_method: (d) => inputMethod(d),
  power: (d) => `POWER MANAGER (dumpsys power)\n\nPower Manager State:\n  mWakefulness=${d.phone.awake ? 'Awake' : 'Asleep'}\n  mWakefulnessChanging=false\n  mIsPowered=true\n  mPlugType=2\n  mBatteryLevel=86\n  mStayOn=false\n  mScreenOffTimeoutSetting=${d.settings.get('system', 'screen_off_timeout')}\n  Display Power: state=${d.phone.awake ? 'ON' : 'OFF'}\n`,
  display: (d) => {
    const { w, h } = size(d);
    const n = d.naturalSize();
    return `DISPLAY MANAGER (dumpsys display)\n  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=true, displayId=0, uniqueId='local:0', physicalPort=0, orientation=${d.phone.rotation}, logicalFrame=Rect(0, 0 - ${w}, ${h}), physicalFrame=Rect(0, 0 - ${w}, ${h}), deviceWidth=${w}, deviceHeight=${h}}]\n  mScreenState=${d.phone.awake ? 'ON' : 'OFF'}\n  mBaseDisplayInfo=DisplayInfo{"Built-in Screen", displayId 0, real ${n.width} x ${n.height}, largest app ${n.height} x ${n.height}, rotation ${d.phone.rotation}, density 320 (320.0 x 320.0) dpi}\n  mCurrentOrientation=${d.phone.rotation}\n  mCurrentRotation=${d.phone.rotation}\n`;
  },
  input: (d) => {
    const n = d.naturalSize();
    return `INPUT MANAGER (dumpsys input)\n\nEvent Hub State:\n  Devices:\n    1: demo_touch\n      Classes: TOUCH | TOUCH_MT\n      Path: /dev/input/event1\n\nInput Reader State (Nums of device: 1):\n  Device 1: demo_touch\n    Touch Input Mapper (mode - DIRECT):\n      Raw Touch Axes:\n        X: min=0, max=${n.width - 1}, flat=0, fuzz=0, resolution=0\n        Y: min=0, max=${n.height - 1}, flat=0, fuzz=0, resolution=0\n      SurfaceWidth: ${n.width}px\n      SurfaceHeight: ${n.height}px\n      SurfaceOrientation: ${d.phone.rotation}\n      Viewport INTERNAL: displayId=0, orientation=${d.phone.rotation}, isActive=[1]\n`;
  },
  battery: () => 'Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  Wireless powered: false\n  Max charging current: 500000\n  status: 2\n  health: 2\n  present: true\n  level: 87\n  scale: 100\n  voltage: 4187\n  temperature: 274\n  technology: Li-ion\n',
  package: (d, args) => {
    const pkg = args.find((a) => !a.startsWith('-')) ?? '';
    const app = d.phone.installed.find((a) => a.package === pkg);
    if (!app) return pkg === '' ? `Packages:\n${d.phone.installed.map((a) => `  Package [${a.package}] (${hash(a.package)}):\n    versionName=1.0\n`).join('')}` : `Unable to find package: ${pkg}\n`;
    const main = launcher(d, pkg);
    const granted = Object.entries(d.phone.save().system.permissions).filter(([k]) => k.startsWith(pkg)).map(([k, v]) => `        android.permission.${k.slice(pkg.length).replace(/^\W+/, '').toUpperCase()}: granted=${v === 'granted'}, flags=[ USER_SET]\n`).join('');
    return `Activity Resolver Table:\n  Non-Data Actions:\n      android.intent.action.MAIN:\n        ${hash(pkg)} ${main} filter ${hash(`${pkg}f`)}\n          Action: "android.intent.action.MAIN"\n          Category: "android.intent.category.LAUNCHER"\n\nPackages:\n  Package [${pkg}] (${hash(pkg)}):\n    userId=${stableNumber(pkg, 10100, 100)}\n    codePath=${codePath(pkg)}\n    versionCode=1 minSdk=26 targetSdk=34\n    versionName=1.0\n    firstInstallTime=2024-09-01 09:00:00\n    User 0: ceDataInode=1 installed=true hidden=false stopped=${d.pidOf(pkg) === undefined} enabled=0\n      runtime permissions:\n${granted}`;
  },
  meminfo: (d) => `Total PSS by process:\n${d.processes().map((p) => `     98,304K: ${p.name} (pid ${p.pid})\n`).join('')}`,
  notification: (d) => `Current Notification Manager state:\n  Notification List:\n${d.phone.save().notifications.map((n) => `    NotificationRecord(0x${hash(n.title)}: pkg=${n.package} user=UserHandle{0} id=1 tag=null importance=3 key=0|${n.package}|1|null|10100)\n      extras={\n        android.title=String (${n.title})\n        android.text=String (${n.text})\n      }\n`).join('')}`,
  wifi: (d) => { const { wifi } = d.phone.save().system; return `Wi-Fi is ${wifi.on ? 'enabled' : 'disabled'}\nmWifiInfo SSID: ${wifi.connected === null ? '<unknown ssid>' : `"${wifi.connected}"`}, Supplicant state: ${wifi.connected === null ? 'DISCONNECTED' : 'COMPLETED'}\n`; },
  SurfaceFlinger: (d) => { const { w, h } = size(d); return `Display 0 HWC layers:\n  layerStack=0 orient=${d.phone.rotation} ${w}x${h}\n`; },
};

export const codePath = (pkg: string): string => `/data/app/~~${hash(pkg)}==/${pkg}-${hash(`${pkg}1`)}==`;

/** The component that the launcher starts, short form. */
export function launcher(device: VirtualDevice, pkg: string): string {
  const app = device.phone.installed.find((a) => a.package === pkg);
  const home = app?.home ?? 'main';
  return component(pkg, activityOf(home)).short;
}

export const dumpsys: Command = async (c) => {
  const args = [...c.args];
  if (args[0] === '-t') args.splice(0, 2);
  if (args[0] === '-l') { await c.io.out(`Currently running services:\n${Object.keys(EXTRA).sort().map((n) => `  ${n}\n`).join('')}`); return 0; }
  const name = args[0];
  if (name === undefined) {
    for (const [n, f] of Object.entries(EXTRA)) await c.io.out(`-------------------------------------------------------------------------------\nDUMP OF SERVICE ${n}:\n${f(c.device, [])}`);
    return 0;
  }
  const service = Object.hasOwn(EXTRA, name) ? EXTRA[name] : undefined;
  if (!service) { await c.io.err(`Can't find service: ${name}\n`); return 0; }
  await c.io.out(service(c.device, args.slice(1)));
  return 0;
};

