// What decides beyond the words of one button: dialogs, headings, money, icons, rows of other people's words, keypads, fields, ticks, long presses, effects, the model.

import { describe, expect, test } from 'vitest';
import { classify, decisive, type Classified } from '../../electron/control/classify.ts';
import { judgePoint } from '../../electron/control/judgement.ts';
import { elementAtPoint } from '../../electron/control/point.ts';
import { modelOpinion, opinionQuery } from '../../electron/control/second-opinion.ts';
import { itemsOf } from '../../electron/bench/guard/notation.ts';
import { snapshotOfDump } from '../../electron/screen/snapshot.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';

/** The classes of each labelled line of screens in the bench's notation. */
function found(source: string): Record<string, string[]> {
  return Object.fromEntries(itemsOf(source).map((i) => [`${i.words}${i.action === 'click' ? '' : ` (${i.action})`}`, judgePoint({ xml: i.xml, at: i.at, action: i.action, ...(i.text === undefined ? {} : { text: i.text }), ...(i.secure ? { secure: true } : {}) }).classes]));
}
const labelled = (source: string): Record<string, string[]> => Object.fromEntries(itemsOf(source).map((i) => [`${i.words}${i.action === 'click' ? '' : ` (${i.action})`}`, i.classes]));
const STYLES = ['plain', 'compose', 'flutter', 'web', 'rn', 'material'] as const;
/** In each way of building an app. */
const every = (screens: string, language: 'en' | 'zh' = 'en'): void => {
  for (const style of STYLES) {
    const source = `@ App | com.a.b | ${style} | ${language}\n${screens}`;
    expect([style, found(source)]).toEqual([style, labelled(source)]);
  }
};

describe('dialogs', () => {
  test('a bare word takes the class of the question, of the statement, of the heading', () => {
    every('=? Remove account?\nt You can add it again later.\nb Cancel :: none\nb OK :: delete,account-change');
    every('=? Warning\nt All photos will be erased.\nb No :: none\nb Yes :: delete');
    every('=? Confirm payment\nt Latte, $4.20\nb Cancel :: none\nb Confirm :: payment');
    every('=? 提示\nt 确定要注销账号吗？\nb 取消 :: none\nb 确定 :: account-change', 'zh');
    every('=? 温馨提示\nt 即将拨打 010-5550100\nb 取消 :: none\nb 继续 :: call', 'zh');
  });
  test('what is over, or has failed, is no question', () => {
    every('=? Payment successful\nb OK :: none');
    every('=? Delete failed\nt The file could not be deleted.\nb OK :: none');
    every('=? 删除成功\nb 确定 :: none', 'zh');
    every('=? 密码错误\nt 请重试\nb 确定 :: none', 'zh');
  });
  test('Cancel is the act where the question is whether to cancel', () => {
    expect(found('@ A | a.b | plain | en\n=? Cancel booking?\nb Keep it :: none\nb Cancel :: account-change')).toEqual({ 'Keep it': [], Cancel: ['account-change'] });
  });
  test('Save of a dialog about unsaved work deletes nothing', () => {
    expect(found('@ A | a.b | plain | en\n=? Save changes?\nt If you leave now, your edits will be lost.\nb Discard :: delete\nb Save :: none')).toEqual({ Discard: ['delete'], Save: [] });
  });
  test('Allow under a question about something else is about that', () => {
    every('=? Allow USB debugging?\nb Cancel :: none\nb Allow :: settings-security');
    every('=? Allow Reader to record audio?\nb Cancel :: none\nb Allow :: grant-permission');
  });
});

test('a dialog or a sheet that is drawn over its page reads its own text, not the page\'s', () => {
  every('= Move money\nt Transfer $500.00 to savings\nb Continue\n=+ Move 3 notes to bin?\nt You can restore them for 30 days.\nb Move :: delete\nb Cancel :: none');
  every('= 转账\nt 转账金额 ¥500\nb 下一步\n=+ 解除配对？\nb 解除 :: account-change\nb 取消 :: none', 'zh');
});

test('what answers the question of a dialog is what it asks; what leads aside is not', () => {
  every('=? Delete recurring event?\nb This event :: delete\nb All events :: delete\nb View details :: none\nb Cancel :: none');
  every('=? Price\nb This event :: none\nb Cancel :: none');
  every('=? Close account?\nb Close :: account-change\nb Cancel :: none');
  every('=? 关闭查找设备？\nb 取消 :: none\nb 关闭 :: settings-security', 'zh');
  every('=? 网络异常\nb 关闭 :: none\nb 重试 :: none', 'zh');
});

test('what a page has a price for is paid by the button that takes it, not by its picture or its card', () => {
  every('= Choose a ride\nt Standard, 4 min, £11.40\nb Book Standard :: payment\nb Schedule for later :: none');
  every('= Storage\nt 2 TB, $9.99/mo\nb Upgrade now :: payment');
  every('= Firmware\nt Version 5.2\nb Upgrade now :: install');
  every('= Shoes\nr Trail shoe | $89.00 :: none\nr Call of the sea | $9.00 :: none');
});

test('tabs of an app change pages, actions of a bar act', () => {
  every('= Feed\nt Welcome\nx Home :: none\nx Explore :: none\nx Post :: none\nx Profile :: none');
  every('= Photo\nt 3 selected\nx Share\nx Delete :: delete\nx More');
});

test('pages of Settings name what their switches let an app do', () => {
  expect(found('@ Settings | com.android.settings | material | en\n= Appear on top\ns Shazam :: grant-permission\n= Screen lock\nr None :: settings-security\n= Display\ns Shazam :: none'))
    .toEqual({ Shazam: [], None: ['settings-security'] });
  expect(found('@ Settings | com.android.settings | material | en\n= Appear on top\ns Shazam :: grant-permission')).toEqual({ Shazam: ['grant-permission'] });
});

test('things to read, hear or buy are no orders, nor is a setting with its state', () => {
  every('= Playlist\nr Send My Love | Adele :: none\nr Delete Forever | Grimes :: none');
  every('= Settings\nr Delete history after 3 months | On :: none\nr Delete account | For good :: delete,account-change');
  every('= 歌单\nr 删除的记忆 | 张三 :: none\nr 打电话给我 | 李四 :: none', 'zh');
});

test('traditional Chinese says the same', () => {
  every('= 結帳\nt 總計 NT$1,280\nb 下訂單 :: payment\nb 繼續購物 :: none\nb 購買紀錄 :: none', 'zh');
  every('= 訊息\nb 傳送 :: send-message\nb 撥打電話 :: call\nb 匯出 :: export-data\nb 解除安裝 :: delete\nb 開發人員選項 :: settings-security\nb 分享即時位置 :: share-location\nb 刪除 :: delete\nb 稍後 :: none', 'zh');
  every('=? 確定要刪除這則訊息嗎？\nb 取消 :: none\nb 確定 :: delete', 'zh');
});

test('headings lead on, tutorials do not', () => {
  every('= Transfer money\nf Amount\nb Next :: transfer');
  every('= Welcome\nt Pay bills and send messages from one app\nb Next :: none\nb Skip :: none');
  every('= Welcome\nt By continuing, you agree to our Terms of Service\nb Continue :: legal-consent');
});

test('money: an amount alone, a bare word beside a total, a receipt', () => {
  every('= Coins\nb $9.99 :: payment\nb No tip :: none');
  every('= Basket\nt Total\nt $31.00\nb Continue :: payment');
  every('= Receipt\nt Payment successful\nt Total $31.00\nb Done :: none');
});

test('icons by their ids, other people\'s words, keypads, ticks', () => {
  every('= Photo\ni  #btn_delete :: delete\ni  #action_share :: none\ni  #fab_call :: call\ni  #send_button :: send-message');
  every('= Anna\nm please pay me :: none\nm call me now :: none\nf Message #composer\nb Send :: send-message');
  every('= Inbox\nr Anna | Delete the old files | 09:12 :: none');
  every('= Phone\nk\ni Delete #dialpad_delete :: none\ni Call #dial :: call');
  every('= Settings\ns Developer options :: settings-security\nc I agree to the terms and conditions :: legal-consent\nc Pay rent :: none\nc Call mum :: none');
});

test('fields: passwords, codes and cards, on a protected screen all', () => {
  const source = '@ A | a.b | compose | en\n= Card\np Password :: credential @type=x\nf Card number :: credential @type=4\nf CVV :: credential @type=1\nf Promo code :: none @type=A\nf Search passwords :: none @type=q\nf Nickname :: none @type=Ann\nf City :: credential @type=<secret:city>\nf Street :: credential @type=x @secure';
  expect(found(source)).toEqual(labelled(source));
  const code = '@ A | a.b | compose | en\n= Verify\nt Enter the verification code we sent you\nf  #box :: credential @type=1';
  expect(found(code)).toEqual(labelled(code));
});

test('a long press opens menus, or clicks what does not listen for it', () => {
  expect(found('@ A | a.b | plain | en\n= Files\nr Delete | x :: none @long_press\nb Delete :: delete @long_press')).toEqual({ 'Delete | x (long_press)': [], 'Delete (long_press)': ['delete'] });
});

function judged(screens: string): { c: ReturnType<typeof judgePoint>; words: string }[] {
  return itemsOf(`@ A | a.b | plain | en\n${screens}`).map((i) => ({ words: i.words, c: judgePoint({ xml: i.xml, at: i.at, action: i.action }) }));
}

test('rung and words of the decisive reason; whether it can be taken back and whom it concerns', () => {
  const told = judged('=? Delete the group for everyone?\nb Delete :: none\nb Cancel :: none\n= A\nb Move to trash :: none\nb Post :: none\nb Log out :: none\nb Close account :: none\nb Install :: none\nb Pay $3 :: none\nb Home :: none')
    .map(({ words, c }) => [words, c.rung, c.words, c.reversible, c.affects]);
  expect(told).toEqual([
    ['Delete', 'lexicon', ['delete'], false, 'someone'], ['Cancel', null, [], true, 'you'],
    ['Move to trash', 'lexicon', ['move to trash'], true, 'you'], ['Post', 'lexicon', ['post'], false, 'everyone'], ['Log out', 'lexicon', ['log out'], true, 'you'],
    ['Close account', 'lexicon', ['close account'], false, 'you'], ['Install', 'lexicon', ['install'], true, 'you'], ['Pay $3', 'lexicon', ['pay'], false, 'someone'], ['Home', null, [], true, 'you'],
  ]);
});

test('packages of the platform decide alone', () => {
  const at = (pkg: string, title: string, label: string): string[] => Object.values(found(`@ A | ${pkg} | plain | en\n=? ${title}\nb ${label} :: none`))[0]!;
  expect([
    at('com.samsung.android.permissioncontroller', 'Location', 'While using the app'), at('com.android.permissioncontroller', 'Location', "Don't allow"),
    at('com.google.android.packageinstaller', 'Uninstall this app?', 'OK'), at('com.google.android.packageinstaller', 'Reader', 'Done'), at('com.android.vpndialogs', 'Connection request', 'OK'), at('com.android.certinstaller', 'Name this certificate', 'OK'),
  ]).toEqual([['grant-permission'], [], ['delete'], [], ['settings-security'], ['settings-security']]);
});

describe('what stands at a point', () => {
  const { xml } = itemsOf('@ A | a.b | plain | en\n= Page\nr Title | below :: none\nb Pay :: payment')[0]!;
  test('the deepest that takes a tap; outside and beside everything is a fault that helps', () => {
    const taken = snapshotOfDump(xml, { id: '', device: '', at: 0 });
    const s = (taken as { snapshot: Snapshot }).snapshot;
    expect([elementAtPoint(s, 500, 300)?.label, elementAtPoint(s, 500, 480)?.label]).toEqual(['Title, below', 'Pay']);
    expect(() => judgePoint({ xml, at: [5000, 1] })).toThrowError(expect.objectContaining({ fault: { kind: 'screen/nothing-there', x: 5000, y: 1, size: [1080, 2400], near: expect.arrayContaining([]) } }) as Error);
    expect(() => judgePoint({ xml, at: [540, 2000] })).toThrowError(expect.objectContaining({ fault: expect.objectContaining({ near: [expect.stringMatching(/^"Pay" at /), expect.any(String), expect.any(String)] }) }) as Error);
    expect(() => judgePoint({ xml: '<html/>', at: [1, 1] })).toThrowError(expect.objectContaining({ fault: expect.objectContaining({ kind: 'screen/xml' }) }) as Error);
  });
});

describe('the model', () => {
  const snapshot = (screens: string): Snapshot => (snapshotOfDump(itemsOf(`@ A | a.b | plain | en\n${screens}`)[0]!.xml, { id: '', device: '', at: 0 }) as { snapshot: Snapshot }).snapshot;
  const s = snapshot('= Gifts\nt Recipient Anna\nb Whoosh :: none\nb Cancel :: none\nb Delete :: none');
  const by = (label: string): Snapshot['elements'][number] => s.elements.find((e) => e.label === label)!;
  const ask = (label: string, at = s) => opinionQuery({ action: 'click', element: by(label).id }, by(label), at, classify({ action: { action: 'click', element: by(label).id }, element: by(label), snapshot: s }).classes);

  test('is asked about a button that nothing else speaks of, on a screen with a recipient', () => {
    expect([ask('Whoosh')?.label, ask('Cancel'), ask('Delete'), opinionQuery({ action: 'long_press', element: by('Whoosh').id }, by('Whoosh'), s, [])]).toEqual(['Whoosh', undefined, undefined, undefined]);
    const plain = snapshot('= Games\nt Level 3\nb Whoosh :: none');
    expect(opinionQuery({ action: 'click', element: 1 }, plain.elements.find((e) => e.label === 'Whoosh'), plain, [])).toBeUndefined();
  });

  test('answers under a grammar of class names, may only add, and is named', async () => {
    const asked: { grammar: string; user: string }[] = [];
    const opinion = modelOpinion({
      info: { path: '', name: 'fake', state: 'ready' },
      complete: async (q) => { asked.push(q); return { text: 'transfer,payment', promptTokens: 0, reused: 0, answerTokens: 3, savedMs: 0, ms: 0, firstMs: 0 }; },
    });
    const classes = await opinion.classesOf(ask('Whoosh')!, new AbortController().signal);
    const withModel = (label: string): Classified => classify({ action: { action: 'click', element: by(label).id }, element: by(label), snapshot: s, model: { classes, words: 'fake adds it' } });
    expect([classes, withModel('Whoosh').classes, decisive(withModel('Whoosh'))?.rung, withModel('Delete').classes, decisive(withModel('Delete'))?.rung]).toEqual([['payment', 'transfer'], ['payment', 'transfer'], 'model', ['payment', 'transfer', 'delete'], 'lexicon']);
    expect(asked[0]!.grammar).toContain('"grant-permission"');
    expect(asked[0]!.user).toContain('Button: "Whoosh"');
  });
});
