// Exports: CardFacts. What an approver reads: where, which class and why, what is typed, what else the SOP says, how it will look after.
// Words from the phone appear only inside quotations: a page must not be able to imitate the card.

import { mdiFormatQuoteOpen } from '@mdi/js';
import { needsHold } from '../../electron/protocol/approval.ts';
import type { Card } from '../../electron/protocol/run.ts';
import { OriginChip } from '../privacy/chip.tsx';
import { originOf, SINK_WORDS } from '../privacy/words.ts';
import { Why } from '../policy/why.tsx';
import { Icon } from '../shell/icon.tsx';
import { Crop, Picture } from './picture.tsx';
import { AFFECTS_WORDS, CLASS_WORDS, RUNG_WORDS } from './words.ts';

/** A shared decoder of dates, in the person's own way of writing them. */
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function CardFacts({ card }: { card: Card }) {
  const { verdict } = card;
  const hold = needsHold(verdict);
  const { taint } = verdict;
  /** The value it is about, where the card shows it. */
  const told = taint && card.values.find((v) => v.shown === taint.value);
  const origins = new Map<string, string[]>();
  for (const b of verdict.because) origins.set(b.class ?? '', [...(origins.get(b.class ?? '') ?? []), `${RUNG_WORDS[b.rung]}: ${b.words}`]);
  return (
    <>
      <p className="row"><strong>{card.app.name}</strong><span className="muted mono ellipsis">{card.app.package}</span></p>
      <div id="card-why" className="col tight">
        {verdict.classes.map((c) => (
          <div key={c} className="why"><span className={`chip ${hold && (c === 'payment' || c === 'transfer') ? 'bad' : 'warn'}`}>{CLASS_WORDS[c]}</span><span className="muted">{origins.get(c)?.join(' · ')}</span></div>
        ))}
        {origins.has('') && <div className="why muted">{origins.get('')?.join(' · ')}</div>}
        {(verdict.reversible !== undefined || verdict.affects !== undefined) && (
          <div className="why"><span className={verdict.reversible === false ? 'bad-text' : 'muted'}>{verdict.reversible === undefined ? '' : verdict.reversible ? 'Can be undone' : 'Cannot be undone'}</span>{verdict.affects && <span className="muted">{AFFECTS_WORDS[verdict.affects]}</span>}</div>
        )}
      </div>
      {taint && !told && originOf(taint).doubtful && <dl className="values" aria-label="Where it comes from"><div><dt>{SINK_WORDS[taint.sink]}</dt><dd>“{taint.value}”<span className="value-from"><OriginChip taint={taint} /></span></dd></div></dl>}
      {card.values.length > 0 && (
        <dl className="values">
          {card.values.map((v) => <div key={v.name}><dt>{v.name}</dt><dd className={v.secret ? 'mono' : ''}>{v.shown}{v === told && taint && <span className="value-from"><OriginChip taint={taint} /></span>}{v.destination && <span className="muted"> → {v.destination}</span>}</dd></div>)}
        </dl>
      )}
      {card.deviations && (
        <dl className="values deviations" aria-label="Differs from the SOP">
          {card.deviations.map((d) => <div key={d.name}><dt>{d.name}</dt><dd><mark>{d.now}</mark> <span className="muted">the SOP has {d.sop}</span></dd></div>)}
        </dl>
      )}
      {card.target && <Crop id={card.image} bounds={card.target.bounds} alt={`The target on the screen before the action: ${card.target.role}`} />}
      {(card.quoted.title || card.quoted.near.length > 0) && (
        <figure className="quoted"><figcaption><Icon path={mdiFormatQuoteOpen} size={13} /> The phone shows</figcaption>
          <blockquote>{[card.quoted.title, ...card.quoted.near].filter((q) => q !== '').map((q, i) => <span key={i}>“{q}”</span>)}</blockquote></figure>
      )}
      {card.advice === 'take-over' && <p className="card-advice" role="note">Credentials are best entered by their owner: take over, type them on the phone, then hand back.</p>}
      {card.expected ? <p><span className="muted">Expected after: </span>{card.expected}</p>
        : card.last && <figure className="last-time"><Picture id={card.last.image} episode={card.last.episode} alt="How the screen looked after this step last time" /><figcaption className="muted">Last time: how it looked after this step on {day.format(card.last.at)}</figcaption></figure>}
      {(card.neighbours?.before ?? card.neighbours?.after) !== undefined && (
        <ol className="neighbours" aria-label="Steps around this one">
          {card.neighbours?.before !== undefined && <li className="faint ellipsis" title={card.neighbours.before}>{card.neighbours.before}</li>}
          {card.step && <li className="ellipsis" title={card.step.text} aria-current="step">{card.step.number}. {card.step.text}</li>}
          {card.neighbours?.after !== undefined && <li className="faint ellipsis" title={card.neighbours.after}>{card.neighbours.after}</li>}
        </ol>
      )}
      <Why verdict={verdict} />
      {card.thought && <details className="thought"><summary>The model's own words (not checked)</summary><blockquote>“{card.thought}”</blockquote></details>}
    </>
  );
}
