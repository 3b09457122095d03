import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { isAiName, isKeyOfAiSpan, mayConcernAi } from '../catalogue/ai-words.ts';
import { shapeOf, type NameValue } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { spanBehindSite } from '../attributes/recorded-span.ts';
import type { SpanSite } from '../spans/span-site.ts';
import type { Node } from '../syntax/tree.ts';

/** Knows of each recording of a file whether the span or the event that it is on has a name that says AI. */
export class AiContext {
  readonly #reading: FileReading;
  #spans: ReadonlyMap<Node, SpanSite> | undefined;
  #marked: ReadonlySet<unknown> | undefined;

  constructor(reading: FileReading) {
    this.#reading = reading;
  }

  /** Whether the name of the event, or of the span where the file shows which one it is, says AI, or another attribute of the span does. */
  saysAi(site: AttributeSite): boolean {
    if ((site.event && saysAi(site.event)) || this.isMarked(site)) return true;
    this.#spans ??= new Map(
      this.#reading.spanSites.flatMap((one) => (one.kind === 'create' ? [[one.call as Node, one] as const] : [])),
    );
    if (this.#spans.size === 0) return false;
    const span = spanBehindSite(this.#reading, site);
    const made = typeof span === 'string' ? undefined : this.#spans.get(span);
    return made !== undefined && saysAi(made.name);
  }

  /** Whether the span carries an attribute that only spans of AI do: `openinference.span.kind`. */
  isMarked(site: AttributeSite): boolean {
    this.#marked ??= new Set(
      this.#reading.attributeSites.flatMap((one) =>
        one.via !== 'event' && one.via !== 'link' && isMark(one.key) ? this.#placeOf(one) : [],
      ),
    );
    return this.#marked.size > 0 && this.#marked.has(this.#placeOf(site));
  }

  /** The span of a recording; one that only its text tells is the same within a function. */
  #placeOf(site: AttributeSite): unknown {
    const span = spanBehindSite(this.#reading, site);
    if (typeof span !== 'string') return span;
    const [start] = this.#reading.tree.functionAround(site.recording)?.range ?? [-1];
    return `${String(start)} ${span}`;
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

function isMark(key: NameValue): boolean {
  return key.kind === 'exact' && key.texts.some(({ text }) => isKeyOfAiSpan(text));
}

/** Whether all that a name can be says AI. */
function saysAi(name: NameValue): boolean {
  if (name.kind === 'exact') return name.texts.every(({ text }) => isAiName(text));
  return name.kind === 'pattern' && name.patterns.every((pattern) => isAiName(shapeOf(pattern)[0] ?? ''));
}
