// Exports: FitBar. What a model needs of memory, in its parts, against what is free.

import type { Fit } from '../../electron/protocol/models.ts';
import { bytes, FIT_WORDS } from './words.ts';

export function FitBar({ fit }: { fit: Fit }) {
  const scale = Math.max(fit.need, fit.free, 1);
  const share = (n: number): string => `${(100 * n) / scale}%`;
  const parts = `Weights ${bytes(fit.weights)}, cache of ${fit.context.toLocaleString('en')} tokens ${bytes(fit.cache)}, other ${bytes(fit.overhead)}`;
  return (
    <div className={`fit ${fit.verdict}`} title={parts}>
      <div className="fit-bar" role="meter" aria-label="Memory needed of what is free" aria-valuemin={0} aria-valuemax={fit.free} aria-valuenow={Math.min(fit.need, fit.free)} aria-valuetext={`${FIT_WORDS[fit.verdict]}: ${bytes(fit.need)} of ${bytes(fit.free)}. ${parts}`}>
        <span className="weights" style={{ width: share(fit.weights) }} /><span className="cache" style={{ width: share(fit.cache) }} /><span className="other" style={{ width: share(fit.overhead) }} />
        {fit.need > fit.free && <i style={{ left: share(fit.free) }} />}
      </div>
      <span className="fit-words">{FIT_WORDS[fit.verdict]}: {bytes(fit.need)} of {bytes(fit.free)} free</span>
    </div>
  );
}
