// Texts written for these tests in the manner of the versions they name, shortened to what is read.

import { describe, expect, test } from 'vitest';
import { readState, parseAwake, parseFocus, parseKeyboard, parseLocked, parseRotation, parseSecure, parseSize, parseWmSize } from '../../electron/device/state.ts';

const ANDROID_8 = `WINDOW MANAGER POLICY STATE (dumpsys window policy)
    mSafeMode=false mSystemReady=true mSystemBooted=true
    mAwake=true mScreenOnEarly=true mScreenOnFully=true
    mShowingLockscreen=false mShowingDream=false mDreamingLockscreen=false mDreamingSleepToken=null
    KeyguardServiceDelegate
      showing=false
      occluded=false
WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  Display: mDisplayId=0
    init=1080x1920 480dpi cur=1920x1080 app=1794x1080 rng=1080x1017-1794x1731
WINDOW MANAGER WINDOWS (dumpsys window windows)
  Window #6 Window{71f2a0c u0 NavigationBar}:
    mAttrs=WM.LayoutParams{(0,0)(fillxfill) sim=#20 ty=2019 fl=#1840068 fmt=-3}
  Window #3 Window{3c99d10 u0 org.shop.app/org.shop.app.ui.CartActivity}:
    mDisplayId=0 stackId=1 mSession=Session{b5f9a1e 5120:u0a10089}
    mAttrs=WM.LayoutParams{(0,0)(fillxfill) sim=#110 ty=1 fl=#81812100 pfl=0x20000 wanim=0x1030468 vsysui=0x500}
    Requested w=1920 h=1080 mLayoutSeq=191
  mCurConfiguration={1.0 ?mcc?mnc [en_US] ldltr sw360dp land finger -keyb/v/h -nav/h s.6}
  mCurrentFocus=Window{3c99d10 u0 org.shop.app/org.shop.app.ui.CartActivity}
  mFocusedApp=AppWindowToken{9a1b2c3 token=Token{4d5e6f7 ActivityRecord{8a9b0c1 u0 org.shop.app/.ui.CartActivity t31}}}
  mRotation=1 mAltOrientation=false
`;

const ANDROID_10 = `WINDOW MANAGER POLICY STATE (dumpsys window policy)
    screenState=SCREEN_STATE_ON
    interactiveState=INTERACTIVE_STATE_AWAKE
    KeyguardServiceDelegate
      showing=true
      showingAndNotOccluded=true
      inputRestricted=true
      occluded=false
      secure=true
    KeyguardStateMonitor
        mIsShowing=true
        mSimSecure=false
WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  Display: mDisplayId=0
    init=1440x2960 560dpi base=1080x2220 420dpi cur=1080x2220 app=1080x2076 rng=1080x1017-2076x2013
  mCurrentFocus=Window{e15b3c2 u0 StatusBar}
  mFocusedApp=AppWindowToken{1f token=Token{2e ActivityRecord{3d u0 com.sec.android.app.launcher/.activities.LauncherActivity t2}}}
  DisplayRotation
    mCurrentRotation=ROTATION_0
`;

const ANDROID_12 = `WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  Display: mDisplayId=0
    init=1080x2400 420dpi cur=1080x2400 app=1080x2274 rng=1080x1017-2274x2211
  mLayoutSeq=341
  mCurrentFocus=Window{9be1ac1 u0 com.google.android.permissioncontroller/com.android.permissioncontroller.permission.ui.GrantPermissionsActivity}
  mFocusedApp=ActivityRecord{f21e8fd u0 com.google.android.permissioncontroller/com.android.permissioncontroller.permission.ui.GrantPermissionsActivity t118}
    mRotation=0 mDeferredRotationPauseCount=0
  Display: mDisplayId=2
    init=400x400 160dpi cur=400x400 app=400x400
  mCurrentFocus=Window{1111111 u0 com.other/com.other.Second}
`;

const ANDROID_14 = `WINDOW MANAGER WINDOWS (dumpsys window windows)
  Window #4 Window{5dd2a31 u0 NotificationShade}:
    mAttrs={(0,0)(fillxfill) ty=NOTIFICATION_SHADE fmt=TRANSLUCENT
      fl=NOT_FOCUSABLE TOUCHABLE_WHEN_WAKING WATCH_OUTSIDE_TOUCH SPLIT_TOUCH HARDWARE_ACCELERATED}
  Window #9 Window{77aa001 u0 com.bank.app/com.bank.app.OtpActivity}:
    mDisplayId=0 rootTaskId=61 mSession=Session{12 3456:u0a10210}
    mAttrs={(0,0)(fillxfill) sim={adjust=resize forwardNavigation} ty=BASE_APPLICATION wanim=0x1030307
      fl=LAYOUT_IN_SCREEN SECURE LAYOUT_INSET_DECOR SPLIT_TOUCH HARDWARE_ACCELERATED
      pfl=NO_MOVE_ANIMATION USE_BLAST}
  Window #10 Window{88bb002 u0 com.bank.app/com.bank.app.MainActivity}:
    mAttrs={(0,0)(fillxfill) ty=BASE_APPLICATION
      fl=LAYOUT_IN_SCREEN HARDWARE_ACCELERATED}
  mCurrentFocus=Window{77aa001 u0 com.bank.app/com.bank.app.OtpActivity EXITING}
  mFocusedApp=ActivityRecord{6a7b8c9 u0 com.bank.app/.OtpActivity} t61}
WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
    init=1080x2400 420dpi mMinSizeOfResizeableTaskDp=220 cur=2400x1080 app=2400x1038
    mCurrentRotation=ROTATION_270
WINDOW MANAGER POLICY STATE (dumpsys window policy)
    screenState=SCREEN_STATE_OFF
      KeyguardStateMonitor
        mIsShowing=false
`;

describe('a whole state', () => {
  const rest = { inputMethod: '  mInputShown=true\n', power: '  mWakefulness=Awake\n' };
  test.each([
    ['8, landscape, secure by hex flags', { window: ANDROID_8, ...rest }, { package: 'org.shop.app', activity: '.ui.CartActivity', keyboard: true, locked: false, awake: true, rotation: 1, size: [1920, 1080], secure: true }],
    ['10, locked, size override', { window: ANDROID_10, inputMethod: 'mInputShown=false', power: '' }, { package: 'com.android.systemui', activity: '', keyboard: false, locked: true, awake: true, rotation: 0, size: [1080, 2220], secure: false }],
    ['12, permission prompt, two displays', { window: ANDROID_12, ...rest }, { package: 'com.google.android.permissioncontroller', activity: 'com.android.permissioncontroller.permission.ui.GrantPermissionsActivity', keyboard: true, locked: false, awake: true, rotation: 0, size: [1080, 2400], secure: false }],
    ['14, secure by name, asleep', { window: ANDROID_14, inputMethod: '', power: 'mWakefulness=Asleep' }, { package: 'com.bank.app', activity: '.OtpActivity', keyboard: false, locked: false, awake: false, rotation: 3, size: [2400, 1080], secure: true }],
  ])('of Android %s', (_name, texts, state) => { expect(readState(texts)).toEqual(state); });

  test('falls back on wm size, turned, and is none without any size', () => {
    expect(readState({ window: 'mRotation=1', inputMethod: '', power: '', wmSize: 'Physical size: 1440x2960\nOverride size: 1080x2220\n' })?.size).toEqual([2220, 1080]);
    expect(readState({ window: "Can't find service: window", inputMethod: '', power: '', wmSize: '' })).toBeUndefined();
  });
});

describe('the focus', () => {
  const app = '  mFocusedApp=ActivityRecord{1 u0 com.a/.Main t1}\n';
  test.each([
    ['a popup of the app', `${app}  mCurrentFocus=Window{2 u0 PopupWindow:3fa1}`, { package: 'com.a', activity: '.Main', window: '2' }],
    ['the notification shade', `${app}  mCurrentFocus=Window{2 u0 NotificationShade}`, { package: 'com.android.systemui', activity: '', window: '2' }],
    ['an app that hangs', `${app}  mCurrentFocus=Window{2 u0 Application Not Responding: com.a}`, { package: 'android', activity: '', window: '2' }],
    ['an app that crashed', `${app}  mCurrentFocus=Window{2 u0 Application Error: com.a}`, { package: 'android', activity: '', window: '2' }],
    ['in between', `${app}  mCurrentFocus=null`, { package: 'com.a', activity: '.Main', window: '' }],
    ['first nothing, then a window', `  mCurrentFocus=null\n  mCurrentFocus=Window{2 u10 com.b/com.b.x.Y$Z}`, { package: 'com.b', activity: '.x.Y$Z', window: '2' }],
    ['before the first app', '  mCurrentFocus=null\n  mFocusedApp=null', undefined],
  ])('is %s', (_n, dump, focus) => { expect(parseFocus(dump)).toEqual(focus); });
});

test('small facts in their spellings', () => {
  expect([parseRotation('mRotation=3'), parseRotation('mCurrentRotation=ROTATION_180'), parseRotation('mDisplayRotation=ROTATION_90'), parseRotation('SurfaceOrientation: 1'), parseRotation('')]).toEqual([3, 2, 1, 1, undefined]);
  expect([parseSize('cur=1x2'), parseSize('cur=0x0'), parseWmSize('Physical size: 10x20', 0), parseWmSize('', 0)]).toEqual([[1, 2], undefined, [10, 20], undefined]);
  expect([parseLocked('mShowingLockscreen=true'), parseLocked('mShowingLockscreen=true mKeyguardOccluded=true'), parseLocked('isStatusBarKeyguard=false'), parseLocked('KeyguardServiceDelegate\n   showing=true\n   occluded=true'), parseLocked('')]).toEqual([true, false, false, false, undefined]);
  expect([parseAwake('mWakefulness=Dozing', ''), parseAwake('mWakefulness=Dreaming', ''), parseAwake('Display Power: state=OFF', ''), parseAwake('', 'mAwake=false'), parseAwake('', 'screenState=ON'), parseAwake('', '')]).toEqual([false, true, false, false, true, undefined]);
  expect([parseKeyboard('mInputShown=false\n mInputShown=true'), parseKeyboard('mIsInputViewShown=true'), parseKeyboard('')]).toEqual([true, true, undefined]);
  expect([parseSecure(ANDROID_14, '88bb002'), parseSecure(ANDROID_14, 'ffffff'), parseSecure(ANDROID_14, '')]).toEqual([false, undefined, undefined]);
});
