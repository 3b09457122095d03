/** The word, and not the end of another one: `timespan`, `Lifespan`. */
const SPAN = String.raw`(?:(?<![a-z])span|(?<![A-Z])Span|(?<![A-Za-z])SPAN)`;
/** What the one name of a span is called. */
const SPAN_NAME = new RegExp(String.raw`${SPAN}_?(?:name|Name|NAME)$`);
/** What holds names of spans is called: `SPAN_NAMES`, `LLM_SPANS`, `ToolSpan`, `spanNamesOfTools`. */
const SPAN_NAMES = new RegExp(String.raw`${SPAN}(?:[sS]?$|[sS]?_?(?:name|Name|NAME))`);

/** Whether a variable or a property is the name of a span by what it is called: `spanName`, `row.span_name`. */
export function isSpanName(word: string): boolean {
  return SPAN_NAME.test(word);
}

/** Whether a constant, or what holds constants, is called after names of spans. */
export function isSpanWord(word: string): boolean {
  return SPAN_NAMES.test(word);
}
