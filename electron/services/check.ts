// Exports: checkArgument. The shape of every call's argument, checked where strangers can speak: at the port.

import { z } from 'zod';
import { ARMS, SPLITS } from '../protocol/bench.ts';
import { Failure } from '../protocol/faults.ts';
import { ASKING, CURRENCIES } from '../protocol/policy.ts';
import { OUTLETS } from '../protocol/privacy.ts';
import { DEMO_FAULTS, type Call } from '../protocol/services.ts';
import { CLASSES } from '../protocol/sop.ts';

const Text = z.string().max(2_000_000);
const Name = z.string().min(1).max(1000);
const Folder = z.enum(['library', 'user']);
const Element = z.number().int().nonnegative().max(100_000);
const Point = z.tuple([z.number().finite(), z.number().finite(), z.number().finite().nonnegative()]);
const Device = z.object({ device: Name }).strict();
const Run = z.object({ run: Name }).strict();
const Model = z.object({ id: z.string().regex(/^[\w.-]{1,100}$/) }).strict();
const Credentials = z.object({ name: z.string().min(1).max(100), passphrase: z.string().max(1000) }).strict();
const Nothing = z.undefined().or(z.null()).transform(() => undefined);
const Place = z.object({ folder: Folder, path: Name }).strict();

const ActionShape = z.discriminatedUnion('action', [
  z.object({ action: z.literal('click'), element: Element }).strict(),
  z.object({ action: z.literal('long_press'), element: Element }).strict(),
  z.object({ action: z.literal('input_text'), element: Element, text: z.string().max(10_000) }).strict(),
  z.object({ action: z.literal('scroll'), direction: z.enum(['up', 'down', 'left', 'right']), element: Element.optional() }).strict(),
  z.object({ action: z.literal('open_app'), app: Name }).strict(),
  z.object({ action: z.literal('navigate_back') }).strict(),
  z.object({ action: z.literal('navigate_home') }).strict(),
  z.object({ action: z.literal('keyboard_enter') }).strict(),
  z.object({ action: z.literal('wait'), seconds: z.number().min(0).max(600) }).strict(),
  z.object({ action: z.literal('answer'), text: z.string().max(10_000) }).strict(),
  z.object({ action: z.literal('status'), status: z.enum(['complete', 'infeasible']) }).strict(),
  z.object({ action: z.literal('gesture'), points: z.array(Point).min(1).max(5000) }).strict(),
  z.object({ action: z.literal('key'), key: z.string().regex(/^[A-Z0-9_]{1,40}$/) }).strict(),
  z.object({ action: z.literal('type'), text: z.string().min(1).max(10_000) }).strict(),
]);

const DecisionShape = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('allow'),
    scope: z.union([z.object({ kind: z.enum(['once', 'step']) }).strict(), z.object({ kind: z.enum(['sop', 'app']), until: z.number().positive().optional() }).strict()]).optional(),
    held: z.number().nonnegative().max(600_000).optional(), typed: z.string().max(100).optional(), rows: z.array(z.string().max(10_000)).max(1000).optional(),
  }).strict(),
  z.object({ decision: z.literal('edit'), action: ActionShape }).strict(),
  z.object({ decision: z.literal('deny'), reason: z.string().max(2000) }).strict(),
  z.object({ decision: z.literal('take-over') }).strict(),
  z.object({ decision: z.literal('stop') }).strict(),
]);

const ReplyShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pick'), element: Element, remember: z.boolean() }).strict(),
  z.object({ kind: z.literal('input'), text: z.string().max(10_000) }).strict(),
  z.object({ kind: z.literal('judge'), holds: z.boolean() }).strict(),
  z.object({ kind: z.literal('done'), next: Name.optional() }).strict(),
  z.object({ kind: z.literal('skip') }).strict(),
  z.object({ kind: z.literal('stop') }).strict(),
]);

const File = z.object({ folder: Folder, path: Name, text: Text, version: z.string().max(200) }).strict();
const Cursor = z.object({ text: Text, path: z.string().max(1000), offset: z.number().int().nonnegative(), device: Name.optional() }).strict();

const RunStart = z.object({
  device: Name,
  sop: z.union([Place, z.object({ text: Text, path: z.string().max(1000) }).strict()]),
  params: z.record(z.string().max(200), z.string().max(10_000)),
  stored: z.record(z.string().max(200), z.string().min(1).max(100)).optional(),
  examples: z.boolean().optional(),
  paused: z.boolean().optional(),
  from: Name.optional(),
  to: Name.optional(),
  only: Name.optional(),
  breakpoints: z.array(Name).max(1000).optional(),
}).strict();

const AppVersion = z.object({ package: Name, version: z.string().max(200) }).strict();

const RULE = { id: z.string().max(100), reason: z.string().max(1000).optional() };
const APP = { app: z.string().max(200).optional(), class: z.enum(CLASSES) };
const Rules = z.array(z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), ...RULE, ...APP, when: z.enum(ASKING) }).strict(),
  z.object({ kind: z.literal('limit'), ...RULE, ...APP, most: z.array(z.object({ currency: z.enum(CURRENCIES), amount: z.string().max(30) }).strict()).max(CURRENCIES.length), above: z.enum(['never-allow', 'two-people']), unread: z.enum(['ask', 'as-above']) }).strict(),
  z.object({ kind: z.literal('destination'), ...RULE, label: z.string().max(200), to: z.array(z.string().max(200)).max(100) }).strict(),
])).max(500);
const Texts = z.array(z.string().max(1000)).max(1000);
/** A verdict as the host itself made it: what is explained, never what is acted upon. */
const VerdictShape = z.looseObject({
  decision: z.enum(['auto', 'ask', 'deny']), classes: z.array(z.enum(CLASSES)), because: z.array(z.looseObject({ rung: z.string(), words: z.string() })), people: z.union([z.literal(1), z.literal(2)]).optional(), policy: z.string().max(100).optional(),
  rules: z.array(z.looseObject({ id: z.string(), words: z.string(), file: z.string().optional(), line: z.number().optional(), column: z.number().optional() })).max(1000).optional(),
  facts: z.object({
    actor: z.enum(['human', 'agent', 'explorer']), action: z.string().max(100), app: z.string().max(1000), classes: z.array(z.enum(CLASSES)), ask: z.boolean(), amounts: z.record(z.string(), z.string()).optional(), labels: Texts.optional(), destinations: Texts.optional(),
    origin: z.enum(['sop', 'param', 'person', 'screen', 'model']).optional(), run: z.string().optional(), step: z.string().optional(), sop: z.string().optional(), about: z.string().optional(), reversible: z.boolean().optional(), affects: z.enum(['you', 'someone', 'everyone']).optional(), leaves: Texts.optional(),
  }).strict().optional(),
});

const SHAPES: { readonly [C in Call]: z.ZodType } = {
  'app.info': Nothing,
  'app.ticket': Nothing,
  'app.settings': Nothing,
  'app.configure': z.object({
    theme: z.enum(['dark', 'light', 'system']).optional(),
    userFolder: Name.optional(),
    model: z.string().max(1000).optional(),
    adb: z.object({ host: z.string().regex(/^[\w.:-]{1,255}$/), port: z.number().int().min(1).max(65535) }).strict().optional(),
    approvalMinutes: z.number().positive().max(1440).optional(),
    auditMirror: Name.optional(),
    secondOpinion: z.boolean().optional(),
  }).strict(),
  'app.log': Nothing,
  'devices.list': Nothing,
  'devices.open': Device,
  'devices.state': Device,
  'devices.connect': z.object({ address: z.string().regex(/^[\w.:[\]-]{1,255}$/) }).strict(),
  'devices.pair': z.object({ address: z.string().regex(/^[\w.:[\]-]{1,255}$/), code: z.string().regex(/^\d{6}$/) }).strict(),
  'mirror.start': z.object({ device: Name, maxSize: z.number().int().min(0).max(8192) }).strict(),
  'mirror.ack': z.object({ device: Name, seq: z.number().int().nonnegative() }).strict(),
  'mirror.stop': Device,
  'screen.observe': z.object({ device: Name, settle: z.boolean().optional() }).strict(),
  'images.get': z.object({ id: z.string().regex(/^[\w.-]{1,100}$/), episode: z.string().regex(/^[\w.-]{1,200}$/).optional() }).strict(),
  act: z.object({ device: Name, action: ActionShape, snapshot: z.string().max(200).optional() }).strict(),
  'sop.list': Nothing,
  'sop.read': Place,
  'sop.write': File,
  'sop.create': z.object({ path: Name, text: Text }).strict(),
  'sop.remove': z.object({ path: Name }).strict(),
  'sop.analyse': z.object({ text: Text, path: z.string().max(1000) }).strict(),
  'sop.complete': Cursor,
  'sop.hover': Cursor,
  'sop.format': z.object({ text: Text }).strict(),
  'drafts.keep': File.extend({ at: z.number() }),
  'drafts.list': Nothing,
  'drafts.drop': Place,
  'run.start': RunStart,
  'run.plan': RunStart.pick({ sop: true, params: true, examples: true }),
  'run.get': Run,
  'run.list': Nothing,
  'run.interrupted': Nothing,
  'run.forget': z.object({ episode: z.string().regex(/^[\w.-]{1,200}$/) }).strict(),
  'run.pause': Run,
  'run.resume': Run,
  'run.step': Run,
  'run.stop': Run,
  'run.takeOver': Run,
  'run.handBack': z.object({ run: Name, next: Name.optional() }).strict(),
  'run.finished': Run,
  'run.decide': z.object({ run: Name, card: Name, revision: z.number().int().nonnegative(), decision: DecisionShape, as: Credentials.optional() }).strict(),
  'run.reply': z.object({ run: Name, question: Name, reply: ReplyShape }).strict(),
  'profiles.list': Nothing,
  'profiles.create': Credentials,
  'profiles.remove': Credentials,
  'profiles.check': Credentials,
  'profiles.signIn': Credentials,
  'profiles.signOut': Nothing,
  'approvals.habits': Nothing,
  'episode.list': Nothing,
  'episode.read': z.object({ id: z.string().regex(/^[\w.-]{1,200}$/) }).strict(),
  'episode.report': z.object({ id: z.string().regex(/^[\w.-]{1,200}$/) }).strict(),
  'audit.list': Nothing,
  'audit.read': z.object({ run: z.string().regex(/^[\w.-]{1,200}$/).optional() }).strict(),
  'audit.verify': z.object({ run: z.string().regex(/^[\w.-]{1,200}$/).optional() }).strict(),
  'audit.export': z.object({ run: z.string().regex(/^[\w.-]{1,200}$/), pictures: z.boolean() }).strict(),
  'memory.list': Nothing,
  'memory.read': AppVersion,
  'memory.edit': AppVersion.extend({ state: Name, element: Name, hint: z.string().max(200).optional(), noGo: z.boolean().optional() }),
  'memory.delete': AppVersion.extend({ state: Name.optional() }),
  'memory.explore': z.object({
    device: Name, app: Name,
    bounds: z.object({ steps: z.number().int().min(1).max(100_000), minutes: z.number().positive().max(1440), depth: z.number().int().min(1).max(20), noGo: z.array(Name).max(500) }).strict(),
  }).strict(),
  'memory.stop': z.object({ job: Name }).strict(),
  'memory.apps': Device,
  'model.info': Nothing,
  'model.load': z.object({ path: Name }).strict(),
  'model.unload': Nothing,
  'models.list': Nothing,
  'models.inspect': z.object({ path: Name }).strict(),
  'models.add': z.object({ path: Name }).strict(),
  'models.remove': Model.extend({ version: Name.optional() }),
  'models.load': Model.extend({ version: Name.optional() }),
  'models.pin': Model.extend({ version: Name.optional() }),
  'models.rollback': Model,
  'models.fetch': Model,
  'models.stop': Model.extend({ discard: z.boolean().optional() }),
  'bench.state': Nothing,
  'bench.start': z.object({
    split: z.enum(SPLITS), arms: z.array(z.enum(ARMS)).min(1).max(ARMS.length), seeds: z.number().int().min(1).max(1000),
    tasks: z.array(z.string().regex(/^\w[\w.-]{0,99}$/)).min(1).max(1000).optional(), anew: z.boolean().optional(),
  }).strict(),
  'bench.stop': Nothing,
  'bench.report': Nothing,
  'policy.state': Nothing,
  'policy.save': z.object({ rules: Rules, digest: z.string().max(100) }).strict(),
  'policy.preview': z.object({ rules: Rules }).strict(),
  'policy.why': z.object({ verdict: VerdictShape }).strict(),
  'policy.dryRun': z.object({ episode: z.string().regex(/^[\w.-]{1,200}$/), rules: Rules.optional() }).strict(),
  'policy.remembered': Nothing,
  'policy.forget': z.object({ id: z.string().regex(/^\w{1,100}$/) }).strict(),
  'secrets.list': Nothing,
  'secrets.unlock': z.object({ passphrase: z.string().min(1).max(1000) }).strict(),
  'secrets.set': z.object({ name: z.string().min(1).max(100), value: z.string().min(1).max(10_000) }).strict(),
  'secrets.remove': z.object({ name: z.string().min(1).max(100) }).strict(),
  'labels.of': z.object({ episode: z.string().regex(/^[\w.-]{1,200}$/) }).strict(),
  'labels.declassify': z.object({ episode: z.string().regex(/^[\w.-]{1,200}$/), outlet: z.enum(OUTLETS), reason: z.string().min(1).max(2000) }).strict(),
  'labels.declassified': Nothing,
  'demo.faults': Nothing,
  'demo.fault': z.object({ fault: z.enum(DEMO_FAULTS), on: z.boolean() }).strict(),
  'demo.save': Nothing,
  'demo.restore': z.object({ state: z.unknown() }).strict(),
  'demo.reset': Nothing,
  'demo.expose': z.object({ on: z.boolean() }).strict(),
};

/** The argument as the call may use it. @throws Failure `usage`, naming the field */
export function checkArgument(name: Call, arg: unknown): unknown {
  if (!Object.hasOwn(SHAPES, name)) throw new Failure({ kind: 'usage', detail: `There is no call ${String(name)}` });
  const parsed = SHAPES[name].safeParse(arg);
  if (parsed.success) return parsed.data;
  throw new Failure({ kind: 'usage', detail: `${name}: ${parsed.error.issues.map((i) => `${i.path.join('.') || 'argument'} ${i.message}`).join('; ')}` });
}
