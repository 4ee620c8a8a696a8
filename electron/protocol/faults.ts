// Exports: Fault (closed union), Advice, advise, Failure, faultOf.
// A fault is plain data; every kind has a title and at least one remedy, or this file does not compile.

/** Something that stopped us and that a person can do something about. */
export type Fault =
  | { kind: 'device/not-found'; serial: string; known: string[] }
  | { kind: 'device/ambiguous'; serials: string[] }
  | { kind: 'device/unauthorized'; serial: string }
  | { kind: 'device/offline'; serial: string }
  | { kind: 'device/no-permissions'; serial: string }
  | { kind: 'device/disconnected'; serial: string }
  | { kind: 'device/shell'; command: string; code: number; stderr: string }
  | { kind: 'device/unsupported'; what: string; why: string }
  | { kind: 'adb/unreachable'; host: string; port: number }
  | { kind: 'adb/protocol'; detail: string }
  | { kind: 'net/port-taken'; port: number }
  | { kind: 'net/unreachable'; url: string; detail: string }
  | { kind: 'net/refused'; url: string; status: number }
  | { kind: 'screen/tree'; why: string; raw: string }
  | { kind: 'screen/stale'; detail: string }
  | { kind: 'screen/secure' }
  | { kind: 'screen/xml'; detail: string; at?: number }
  /** `near`: what stands nearest, as shown. */
  | { kind: 'screen/nothing-there'; x: number; y: number; size: readonly [width: number, height: number]; near: string[] }
  | { kind: 'action/no-element'; element: number }
  | { kind: 'action/not-approved'; why: string }
  | { kind: 'action/denied'; reason: string }
  | { kind: 'profile/unknown'; name: string; known: string[] }
  | { kind: 'profile/name'; name: string; why: string }
  /** `left`: tries before it is locked. */
  | { kind: 'profile/passphrase'; name: string; left: number }
  | { kind: 'profile/locked'; name: string; seconds: number }
  | { kind: 'action/app-not-found'; app: string; known: string[] }
  | { kind: 'action/text-mismatch'; wanted: string; got: string }
  | { kind: 'sop/not-found'; path: string }
  | { kind: 'sop/invalid'; path: string; problems: number; first: string }
  | { kind: 'sop/version'; path: string; version: string }
  | { kind: 'sop/parameter-missing'; name: string }
  | { kind: 'sop/parameter-type'; name: string; type: string; value: string }
  | { kind: 'sop/parameter-unknown'; name: string; known: string[] }
  | { kind: 'sop/path'; path: string; why: string }
  /** A rule or file of policies that is refused; `line` and `column` count from 1. */
  | { kind: 'policy/invalid'; path: string; line?: number; column?: number; detail: string }
  | { kind: 'policy/never-remember'; class: string }
  | { kind: 'run/not-found'; run: string }
  | { kind: 'run/loop'; detail: string }
  | { kind: 'run/expectation'; text: string; screen: string }
  | { kind: 'run/needs-person'; why: string }
  | { kind: 'run/stopped'; why: string }
  | { kind: 'run/aborted' }
  | { kind: 'model/engine'; detail: string }
  | { kind: 'model/file'; path: string; detail: string }
  | { kind: 'model/too-large'; path: string; needBytes: number; freeBytes: number }
  | { kind: 'model/answer'; detail: string; answer: string }
  | { kind: 'model/none' }
  | { kind: 'model/not-found'; id: string; known: string[] }
  | { kind: 'model/checksum'; path: string; wanted: string; got: string }
  | { kind: 'model/crashed'; path: string }
  /** `how` such as `SIGKILL` or `code 1`; `detail`: the last words of the process. */
  | { kind: 'bench/ended'; how: string; detail: string }
  | { kind: 'bench/busy'; pid: number }
  | { kind: 'file/not-found'; path: string }
  | { kind: 'file/unreadable'; path: string; detail: string }
  | { kind: 'file/unwritable'; path: string; detail: string }
  | { kind: 'file/full'; path: string; needBytes?: number; freeBytes?: number }
  | { kind: 'file/changed'; path: string }
  | { kind: 'file/damaged'; path: string; detail: string }
  /** A file that is read line by line; `line` counts from 1. */
  | { kind: 'file/line'; path: string; line: number; detail: string }
  /** Nothing is sent to a phone that the audit log does not hold. */
  | { kind: 'audit/unwritten'; path: string; detail: string }
  | { kind: 'audit/key'; path: string; detail: string }
  | { kind: 'audit/mirror'; path: string; detail: string }
  | { kind: 'audit/none'; run: string }
  /** `outlet`: export, share or remote. */
  | { kind: 'privacy/labelled'; what: string; outlet: string; readers: string[]; why: string }
  | { kind: 'secret/not-found'; name: string; known: string[] }
  | { kind: 'secret/locked'; path: string; detail: string }
  | { kind: 'usage'; detail: string }
  | { kind: 'config'; path: string; detail: string }
  | { kind: 'internal'; detail: string };

export type FaultKind = Fault['kind'];

/** What to tell a person. `command` is something to type in a terminal. */
export interface Advice {
  title: string;
  remedies: readonly [{ label: string; command?: string }, ...{ label: string; command?: string }[]];
}

/** Title and remedies of a fault. Exhaustive. */
export function advise(f: Fault): Advice {
  switch (f.kind) {
    case 'device/not-found':
      return { title: `No phone called ${f.serial}`, remedies: [{ label: f.known.length ? `Choose one of: ${f.known.join(', ')}` : 'Connect a phone, or use the demo phone', command: 'npm run -s countersign -- devices' }] };
    case 'device/ambiguous':
      return { title: 'More than one phone is connected', remedies: [{ label: `Name one: ${f.serials.join(', ')}`, command: `--device ${f.serials[0] ?? 'demo'}` }] };
    case 'device/unauthorized':
      return { title: `${f.serial} has not allowed this computer`, remedies: [{ label: 'Unlock the phone and accept "Allow USB debugging"' }, { label: 'No prompt? Revoke USB debugging authorisations in Developer options and plug in again' }] };
    case 'device/offline':
      return { title: `${f.serial} is offline`, remedies: [{ label: 'Unplug it and plug it in again' }, { label: 'Restart the adb server', command: 'adb kill-server && adb start-server' }] };
    case 'device/no-permissions':
      return { title: `This user may not open ${f.serial}`, remedies: [{ label: 'Install the udev rules and plug the phone in again', command: 'sudo apt-get install android-sdk-platform-tools-common' }] };
    case 'device/disconnected':
      return { title: `${f.serial} was unplugged`, remedies: [{ label: 'Plug it in again: what was going on continues from where it stood' }] };
    case 'device/shell':
      return { title: `The phone refused "${f.command}" (exit code ${f.code})`, remedies: [{ label: f.stderr.trim() || 'The phone gave no reason; try the command by hand', command: `adb shell ${f.command}` }] };
    case 'device/unsupported':
      return { title: `This phone cannot: ${f.what}`, remedies: [{ label: f.why }] };
    case 'adb/unreachable':
      return { title: `No adb server answers on ${f.host}:${f.port}`, remedies: [{ label: 'Start it', command: 'adb start-server' }, { label: 'Or use the demo phone, which needs none' }] };
    case 'adb/protocol':
      return { title: 'The adb server said something unexpected', remedies: [{ label: f.detail }, { label: 'Restart it', command: 'adb kill-server && adb start-server' }] };
    case 'net/port-taken':
      return { title: `Port ${f.port} is in use`, remedies: [{ label: 'Close the other program, or choose another port', command: '--port 0' }] };
    case 'net/unreachable':
      return { title: `${f.url} does not answer`, remedies: [{ label: f.detail }, { label: 'Check the network, then start the download again: it goes on where it stopped' }, { label: 'Or fetch the file on another computer and choose it here by its path' }] };
    case 'net/refused':
      return {
        title: `${f.url} refused the download (HTTP ${f.status})`,
        remedies: [{ label: f.status === 401 || f.status === 403 ? 'Its publisher asks for an account or for consent to a licence: fetch it there and choose the file here by its path' : f.status === 404 ? 'The file is no longer there: update Countersign, or choose another model' : 'Try again later' }],
      };
    case 'screen/tree':
      return { title: `The screen's elements could not be read (${f.why})`, remedies: [{ label: 'Wait for the screen to come to rest and look again' }, { label: 'Turn animations off in Developer options' }] };
    case 'screen/stale':
      return { title: 'The screen changed before the action; nothing was sent', remedies: [{ label: f.detail }, { label: 'Look at the new screen and decide again' }] };
    case 'screen/secure':
      return { title: 'This screen is protected from screenshots', remedies: [{ label: 'Do this part on the phone itself, then continue' }] };
    case 'screen/xml':
      return { title: 'This is not a uiautomator dump', remedies: [{ label: f.detail }, { label: 'Make a new one', command: 'adb exec-out uiautomator dump /dev/tty' }] };
    case 'screen/nothing-there':
      return {
        title: `Nothing stands at ${f.x},${f.y}`,
        remedies: [{ label: f.x < 0 || f.y < 0 || f.x >= f.size[0] || f.y >= f.size[1] ? `The screen is ${f.size[0]}×${f.size[1]} pixels: name a point inside it` : f.near.length > 0 ? `Nearest: ${f.near.join(', ')}` : 'This screen shows no element' }, { label: 'See what the screen holds', command: 'npm run -s countersign -- snapshot FILE.xml' }],
      };
    case 'action/no-element':
      return { title: `There is no element ${f.element} on this screen`, remedies: [{ label: 'Choose an element of the current screen' }] };
    case 'action/not-approved':
      return { title: 'This action was not approved; nothing was sent', remedies: [{ label: f.why }] };
    case 'action/denied':
      return { title: 'Denied by the approver', remedies: [{ label: f.reason || 'No reason was given' }] };
    case 'profile/unknown':
      return { title: `There is no profile ${f.name}`, remedies: [{ label: f.known.length ? `There are: ${f.known.join(', ')}` : 'Add one', command: 'npm run -s countersign -- profile add NAME' }] };
    case 'profile/name':
      return { title: `The profile ${f.name || 'without a name'} cannot be kept`, remedies: [{ label: f.why }] };
    case 'profile/passphrase':
      return { title: `That is not the passphrase of ${f.name}`, remedies: [{ label: f.left === 1 ? 'One more try, then it is locked for a minute' : `${f.left} more tries, then it is locked for a minute` }] };
    case 'profile/locked':
      return { title: `${f.name} is locked after too many wrong passphrases`, remedies: [{ label: `Wait ${f.seconds} s, then try again` }] };
    case 'action/app-not-found':
      return { title: `No app called "${f.app}" is on the phone`, remedies: [{ label: f.known.length ? `Installed: ${f.known.slice(0, 12).join(', ')}` : 'Install it, or correct the name' }] };
    case 'action/text-mismatch':
      return { title: 'The field does not hold what was typed', remedies: [{ label: `Wanted ${f.wanted}, found ${f.got}` }, { label: 'The field may format or limit its text: adjust the step or its Expect' }] };
    case 'sop/not-found':
      return { title: `No SOP at ${f.path}`, remedies: [{ label: 'Check the path', command: 'ls sop-library' }] };
    case 'sop/invalid':
      return { title: `${f.path} has ${f.problems} error${f.problems === 1 ? '' : 's'}`, remedies: [{ label: f.first }, { label: 'List them all', command: `npm run -s countersign -- sop check ${f.path}` }] };
    case 'sop/version':
      return { title: `${f.path} is written for SOP format ${f.version}; this program reads format 1`, remedies: [{ label: 'Update Countersign, or set "sop: 1" after checking the text' }] };
    case 'sop/parameter-missing':
      return { title: `The parameter ${f.name} has no value`, remedies: [{ label: 'Give it', command: `--param ${f.name}=VALUE` }, { label: 'Or fill in the examples of the SOP', command: '--examples' }] };
    case 'sop/parameter-type':
      return { title: `"${f.value}" is no ${f.type} (parameter ${f.name})`, remedies: [{ label: `Give ${/^[aeiou]/.test(f.type) ? 'an' : 'a'} ${f.type}`, command: `--param ${f.name}=…` }] };
    case 'sop/parameter-unknown':
      return { title: `The SOP has no parameter ${f.name}`, remedies: [{ label: f.known.length ? `It has: ${f.known.join(', ')}` : 'It has none' }] };
    case 'sop/path':
      return { title: `${f.path} may not be used here`, remedies: [{ label: f.why }] };
    case 'policy/invalid':
      return { title: `The policy ${f.path}${f.line === undefined ? '' : `, line ${f.line}${f.column === undefined ? '' : `, column ${f.column}`}`} cannot be used`, remedies: [{ label: f.detail, command: 'npm run -s countersign -- policy check' }] };
    case 'policy/never-remember':
      return { title: `Leave for ${f.class} is never remembered`, remedies: [{ label: 'It is agreed to each time: by a person, on a card' }] };
    case 'run/not-found':
      return { title: `No run ${f.run}`, remedies: [{ label: 'List what is there', command: 'npm run -s countersign -- episode list' }] };
    case 'run/loop':
      return { title: 'The run goes in circles', remedies: [{ label: f.detail }, { label: 'Take over, bring the phone to the next step, and hand back' }] };
    case 'run/expectation':
      return { title: `Expected ${f.text}`, remedies: [{ label: `The screen is ${f.screen || 'untitled'}: correct the step, or its Expect` }] };
    case 'run/needs-person':
      return { title: 'A person has to do this', remedies: [{ label: f.why }] };
    case 'run/stopped':
      return { title: 'The SOP stopped the run', remedies: [{ label: f.why }] };
    case 'run/aborted':
      return { title: 'Stopped', remedies: [{ label: 'Start the run again when ready' }] };
    case 'model/engine':
      return { title: 'llama.cpp cannot be loaded on this machine', remedies: [{ label: 'Install the program anew', command: 'npm ci' }, { label: f.detail.slice(0, 300) }] };
    case 'model/file':
      return { title: `${f.path} cannot be used as a model`, remedies: [{ label: f.detail }, { label: 'Choose a complete GGUF file' }] };
    case 'model/too-large':
      return { title: `The model needs ${gib(f.needBytes)} and ${gib(f.freeBytes)} are free`, remedies: [{ label: 'Choose a smaller or more strongly quantised model, or close other programs' }] };
    case 'model/answer':
      return { title: 'The model gave no usable answer', remedies: [{ label: f.detail }, { label: 'Pick the element yourself; the choice is remembered' }] };
    case 'model/none':
      return { title: 'No model is loaded', remedies: [{ label: 'Pick the element yourself, or choose one under Models' }] };
    case 'model/not-found':
      return { title: `No model ${f.id}`, remedies: [{ label: f.known.length ? `There are: ${f.known.join(', ')}` : 'None is installed', command: 'npm run -s countersign -- models list' }] };
    case 'model/checksum':
      return { title: 'The file that arrived is not the one that was published; it was deleted', remedies: [{ label: `${f.path}: SHA-256 ${f.got.slice(0, 12)}… instead of ${f.wanted.slice(0, 12)}…` }, { label: 'Download it again; if it happens twice, do not use this source' }] };
    case 'model/crashed':
      return { title: `Loading ${f.path} ended the host`, remedies: [{ label: 'Download it again, or choose another model: this llama.cpp cannot use the file' }] };
    case 'bench/ended':
      return { title: `The bench ended by itself (${f.how})`, remedies: [{ label: 'Resume it: what was finished is kept' }, ...(f.detail === '' ? [] : [{ label: f.detail }])] };
    case 'bench/busy':
      return { title: 'Another window has a bench going on in this data folder', remedies: [{ label: `Stop it there (process ${f.pid}), or wait until it is done` }] };
    case 'file/not-found':
      return { title: `There is no ${f.path}`, remedies: [{ label: 'Check the path' }] };
    case 'file/unreadable':
      return { title: `${f.path} cannot be read`, remedies: [{ label: f.detail }, { label: 'Choose another file, or change its permissions' }] };
    case 'file/unwritable':
      return { title: `${f.path} cannot be written`, remedies: [{ label: f.detail }, { label: 'Choose another folder, or change its permissions' }] };
    case 'file/full':
      return {
        title: f.needBytes === undefined || f.freeBytes === undefined ? `The disk of ${f.path} is full` : `${f.path} needs ${gib(f.needBytes)} of disk and ${gib(f.freeBytes)} are free`,
        remedies: [{ label: 'Free some space; nothing written so far is lost' }],
      };
    case 'file/changed':
      return { title: `${f.path} was changed by another program`, remedies: [{ label: 'Compare, then keep one of the two' }] };
    case 'file/damaged':
      return { title: `${f.path} is damaged`, remedies: [{ label: f.detail }] };
    case 'file/line':
      return { title: `Line ${f.line} of ${f.path} cannot be used`, remedies: [{ label: f.detail }, { label: 'Correct the line, or leave it out' }] };
    case 'audit/unwritten':
      return { title: 'The audit log cannot be written: nothing is sent to the phone', remedies: [{ label: f.detail }, { label: `Free some space or let the program write ${f.path}, then start the run again; what was written stays as it is` }] };
    case 'audit/key':
      return { title: `The key of the audit log (${f.path}) cannot be used`, remedies: [{ label: f.detail }, { label: 'Bring the file back from a backup; or move it away, then a new key is made and older logs are checked with their own public key' }] };
    case 'audit/mirror':
      return { title: `The second copy of the audit log's heads (${f.path}) cannot be written`, remedies: [{ label: f.detail }, { label: 'The log itself is complete; heads are added when the place can be written again, or choose another under Settings' }] };
    case 'audit/none':
      return { title: `There is no audit log of ${f.run}`, remedies: [{ label: 'It was recorded before there was one, or the log was deleted', command: 'npm run -s countersign -- audit list' }] };
    case 'privacy/labelled':
      return { title: `${f.what} may be read by ${f.readers.length ? f.readers.join(', ') : 'nobody in particular'} only; it does not leave here (${f.outlet})`, remedies: [{ label: f.why }, { label: 'Somebody who may read it can let it out, with a reason', ...(f.outlet === 'export' ? { command: `npm run -s countersign -- episode export ${f.what} --out DIR --declassify REASON` } : {}) }] };
    case 'secret/not-found':
      return { title: `No secret called ${f.name} is kept`, remedies: [{ label: f.known.length ? `There are: ${f.known.join(', ')}` : 'Keep it first', command: `npm run -s countersign -- secrets set ${f.name}` }] };
    case 'secret/locked':
      return { title: `The secrets in ${f.path} stay locked`, remedies: [{ label: f.detail }] };
    case 'usage':
      return { title: 'Wrong usage', remedies: [{ label: f.detail, command: 'npm run -s countersign -- --help' }] };
    case 'config':
      return { title: `The configuration ${f.path} cannot be used`, remedies: [{ label: f.detail }] };
    case 'internal':
      return { title: 'A defect of Countersign', remedies: [{ label: f.detail }, { label: 'Please report it with the log of this session' }] };
  }
}

const gib = (n: number): string => `${(n / 2 ** 30).toFixed(1)} GiB`;

/** The only deliberate throw. */
export class Failure extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(advise(fault).title);
    this.name = 'Failure';
    this.fault = fault;
  }
}

/** The fault inside anything thrown; what is not a `Failure` is a defect and says so. */
export function faultOf(e: unknown): Fault {
  if (e instanceof Failure) return e.fault;
  if (e instanceof Error && e.name === 'AbortError') return { kind: 'run/aborted' };
  return { kind: 'internal', detail: e instanceof Error ? (e.stack ?? e.message) : String(e) };
}
