// Exports: Outcome, Calibration, calibrate, sureOf, cautious. What a threshold of sureness makes of a model's answers: how many stay right, how many
// actions are wrong, how often "not here" is said where it is true. Pure.

export interface Outcome {
  /** 0–1, of the whole answer. */
  confidence: number;
  /** The answer was "not here". */
  none: boolean;
  right: boolean;
  /** "Not here" is what is right. */
  absent: boolean;
}

/** Shares of all outcomes, 0–1; `absentFound` of those where "not here" is right. */
export interface Calibration {
  threshold: number;
  right: number;
  /** Something was done, and it was not what the step means. */
  wrong: number;
  /** Something could have been done and was left to a person. */
  left: number;
  absentFound: number;
}

/** Answers of less than `threshold` count as "not here", as the program takes them. */
export function calibrate(outcomes: readonly Outcome[], threshold: number): Calibration {
  let [right, wrong, left, found, absent] = [0, 0, 0, 0, 0];
  for (const o of outcomes) {
    const none = o.none || o.confidence < threshold;
    if (o.absent) { absent++; if (none) found++; }
    if (none ? o.absent : o.right) right++;
    else if (none) left++;
    else wrong++;
  }
  const n = Math.max(1, outcomes.length);
  return { threshold, right: right / n, wrong: wrong / n, left: left / n, absentFound: found / Math.max(1, absent) };
}

const STEPS: readonly number[] = Array.from({ length: 20 }, (_, i) => Math.round(i * 5) / 100);

/** The threshold at which right answers outweigh wrong actions most. @param cost what a wrong action counts beside a right answer */
export function sureOf(outcomes: readonly Outcome[], cost = 1): Calibration {
  const worth = (c: Calibration): number => c.right - cost * c.wrong;
  return STEPS.map((t) => calibrate(outcomes, t)).reduce((a, b) => (worth(b) > worth(a) ? b : a));
}

/** The lowest threshold at which at most `most` of the outcomes are wrong actions; the highest there is when none is. */
export function cautious(outcomes: readonly Outcome[], most: number): Calibration {
  const all = STEPS.map((t) => calibrate(outcomes, t));
  return all.find((c) => c.wrong <= most) ?? all.at(-1)!;
}
