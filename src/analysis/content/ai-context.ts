import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { isAiName, mayConcernAi } from '../catalogue/ai-words.ts';
import { shapeOf, type NameValue } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { spanBehindSite } from '../attributes/recorded-span.ts';
import type { SpanSite } from '../spans/span-site.ts';
import type { Node } from '../syntax/tree.ts';

/** Knows of each recording of a file whether the span or the event that it is on has a name that says AI. */
export class AiContext {
  readonly #reading: FileReading;
  #spans: ReadonlyMap<Node, SpanSite> | undefined;

  constructor(reading: FileReading) {
    this.#reading = reading;
  }

  /** Whether the name of the event, or of the span where the file shows which one it is, says AI. */
  saysAi(site: AttributeSite): boolean {
    if (site.event && saysAi(site.event)) return true;
    this.#spans ??= new Map(
      this.#reading.spanSites.flatMap((one) => (one.kind === 'create' ? [[one.call as Node, one] as const] : [])),
    );
    if (this.#spans.size === 0) return false;
    const span = spanBehindSite(this.#reading, site);
    const made = typeof span === 'string' ? undefined : this.#spans.get(span);
    return made !== undefined && saysAi(made.name);
  }
}

const known = new WeakMap<FileReading, boolean>();

/** Whether a file may have to do with AI at all: by its words, its calls of models, and the names of its spans. */
export function mayBeOfAi(reading: FileReading): boolean {
  const found =
    known.get(reading) ?? (mayConcernAi(reading.tree.text) || reading.spanSites.some(({ name }) => saysAi(name)));
  known.set(reading, found);
  return found;
}

/** Whether all that a name can be says AI. */
function saysAi(name: NameValue): boolean {
  if (name.kind === 'exact') return name.texts.every(({ text }) => isAiName(text));
  return name.kind === 'pattern' && name.patterns.every((pattern) => isAiName(shapeOf(pattern)[0] ?? ''));
}
