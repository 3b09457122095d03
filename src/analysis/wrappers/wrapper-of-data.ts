import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';

/** A wrapper as people find it. */
export interface FoundWrapper {
  /** As it is called: `withStep`. */
  readonly name: string;
  /** `line 4`, or `./steps.ts:3` in another file. */
  readonly where: string;
}

/**
 * The wrapper that a site calls, where a name of its own would do for all of its spans: nothing where another call of this file gives it a
 * fixed name, which such a name would take away.
 */
export function wrapperOfData(reading: FileReading, site: SpanSite): FoundWrapper | undefined {
  const { tree, origins, spanSites, wrappers } = reading;
  if (!site.wrapper) return undefined;
  const { callee } = site.call;
  const fn = origins.functionOf(callee);
  const own = wrappers.find((one) => one.fn === fn);
  const shape = own ? undefined : origins.wrapperAt(callee);
  const isSame = (other: SpanSite) =>
    own ? origins.functionOf(other.call.callee) === fn : origins.wrapperAt(other.call.callee)?.place === shape?.place;
  const isFixedElsewhere = spanSites.some((one) => one.wrapper && one.name.kind === 'exact' && isSame(one));
  const where = own ? `line ${String(tree.lineOf(own.around ?? own.fn))}` : shape?.place;
  return where === undefined || isFixedElsewhere ? undefined : { name: site.api, where };
}
