import { mention } from '../../mention.ts';
import { isEverybodys } from './init-evidence.ts';
import { kindsOf, type NameRecord, type SeenSite } from './init-names.ts';

/** What shows that two names are two things. */
export function doubtAbout(record: NameRecord, other: NameRecord, all: readonly SeenSite[]): string | undefined {
  const [own, others] = [kindsOf(record), kindsOf(other)];
  if (own.size > 0 && others.size > 0 && ![...own].some((kind) => others.has(kind)))
    return `${mention(record.shown)} is made as ${kindText(own)}, ${mention(other.shown)} as ${kindText(others)}`;
  return isNested(other, record, all)
    ? `${mention(record.shown)} and ${mention(other.shown)} are made one inside the other`
    : undefined;
}

function kindText(kinds: ReadonlySet<string>): string {
  return [...kinds].map((kind) => kind.toLowerCase()).join(', ');
}

/**
 * Whether spans of one name are made inside spans of another: then they are two things. A span is inside another one where its call
 * stands in the callback of that, or in a function that is called while that is open. Functions are told by name alone, for a doubt
 * is enough to keep two names apart.
 */
function isNested(a: NameRecord, b: NameRecord, all: readonly SeenSite[]): boolean {
  return holds(a, b, all) || holds(b, a, all);
}

function holds(outer: NameRecord, inner: NameRecord, all: readonly SeenSite[]): boolean {
  return inner.sites.some(
    (site) =>
      // a span that is renamed is no other one
      !site.span.isRename &&
      (isWritten(outer, site, all) || outer.sites.some((around) => around !== site && isCalled(around, site))),
  );
}

/** Whether a call stands in the callback of a span of that name. */
function isWritten(outer: NameRecord, { span, index }: SeenSite, all: readonly SeenSite[]): boolean {
  if (span.inside.length === 0) return false;
  const ofFile = all.filter((one) => one.index === index);
  return span.inside.some((at) => {
    const around = ofFile[at];
    return around !== undefined && outer.sites.includes(around);
  });
}

/** Whether a function that makes the span may be called while the other one is open. */
function isCalled(around: SeenSite, site: SeenSite): boolean {
  const { called } = around.span.functions;
  // `run` of another file is most often another one
  return [...site.span.functions.makers].some(
    (name) => called.has(name) && (around.index === site.index || !isEverybodys(name)),
  );
}
