import type { FileReading } from '../reading.ts';
import { exportsOfVariable } from '../modules/own-exports.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { unwrap, type Node } from '../syntax/tree.ts';
import { fixesNames, isReadByWrapper, isTypedByWrapper } from '../wrappers/wrapper-signatures.ts';
import type { DefaultText } from './default-names.ts';
import { isTypedByTexts } from './name-carriers.ts';
import { nameUseOf, type IsName } from './name-uses.ts';
import { parametersOf } from './name-value.ts';

/**
 * Why another text in place of a default would change more than the name of a span. `typed`: a written type fixes it. `exported`: other
 * files read the variable that holds it. `read`: so does something else in this file, at `node`.
 */
export type DefaultFault =
  { readonly why: 'typed' } | { readonly why: 'exported' | 'read'; readonly variable: string; readonly node: Node };

/** Says whether all that reads the variables between a default and the name of its span are names of spans too. */
export function faultOfDefault(
  reading: FileReading,
  site: SpanSite,
  { holders }: DefaultText,
): DefaultFault | undefined {
  const { tree } = reading;
  const { parameters } = parametersOf(site.name);
  if (holders.some(({ variable }) => isTypedByTexts(reading, variable))) return { why: 'typed' };
  if (holders.length > 0 && parameters.some((one) => fixesNames(tree, one))) return { why: 'typed' };
  const isOnlyName = nameOnly(reading);
  // what the next variable on the way is given
  const passed = new Set(holders.flatMap(({ value }) => [value, unwrap(value)]));
  const isName = (expression: Node) => passed.has(expression) || isOnlyName(expression);
  for (const { variable } of holders) {
    const { name, references, identifiers } = variable;
    const [declared] = identifiers;
    const other = references.find(
      (one) => !one.init && nameUseOf(reading, one.identifier, [], { isName, isLiteral: true }) !== 'name',
    );
    if (other) return { why: 'read', variable: name, node: other.identifier };
    if (declared && exportsOfVariable(tree, variable).length > 0)
      return { why: 'exported', variable: name, node: declared };
  }
  return undefined;
}

/** A test for the certain names of spans, without those that a wrapper reads for something else or whose texts its types list. */
function nameOnly(reading: FileReading): IsName {
  return (expression) =>
    reading.spanSites.some(
      (site) =>
        (site.nameNode === expression || unwrap(site.nameNode) === expression) &&
        site.certainty === 'certain' &&
        !isReadByWrapper(reading, site) &&
        !isTypedByWrapper(reading, site),
    );
}
