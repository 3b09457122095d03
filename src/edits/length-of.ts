import { valueKindsOf } from '../analysis/attributes/value-kinds.ts';
import type { FileReading } from '../analysis/reading.ts';
import { identifiersIn, isSteady } from '../analysis/syntax/effects.ts';
import { isProvenThere } from '../analysis/syntax/proven-there.ts';
import { sourcesOf } from '../analysis/syntax/sources.ts';
import { isInside, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import { cutTextsIn, isCuttingMethod, wholeOf, type CutText } from '../analysis/texts/cut-text.ts';
import { isText } from '../analysis/types/shown-text.ts';
import { applyEdits, type Edit } from './edit.ts';

/**
 * The length of a value as code: of the whole text where a part of it is written, of a constant that holds the value where there is one.
 * It never throws: where nothing proves a text, the length is asked for with `?.`.
 * @returns nothing where the value is a part of a text that is not in sight, for its length says nothing of the whole
 */
export function lengthOf(reading: FileReading, value: Node): string | undefined {
  return measured(reading, value, value, false);
}

/** @param site where the length is to be asked for */
function measured(reading: FileReading, value: Node, site: Node, isThere: boolean): string | undefined {
  const whole = wholeOf(reading, value);
  // `.slice()` would have thrown where there is no text
  if (whole) return measured(reading, whole, site, isThere || isCuttingMethod(value));
  const cuts = cutTextsIn(reading, value);
  if (cuts.some((cut) => !cut.whole)) return undefined;
  const plain = unwrap(value);
  const bound = constantOf(reading, plain);
  // what stands behind `?.` is asked for its length only where it is there
  const isSure = isThere || isSurelyThere(reading, value.type === 'ChainExpression' ? plain : value, site);
  return `${bound ?? grouped(value, uncut(reading.tree, value, cuts))}${isSure ? '' : '?'}.length`;
}

/** Whether a value is neither `undefined` nor `null`, by its type, or by what was asked before it is read. */
function isSurelyThere(reading: FileReading, value: Node, site: Node): boolean {
  const inner = (one: Node) => isSurelyThere(reading, one, site);
  const node = unwrap(value);
  if (value.type === 'TSNonNullExpression' || node.type === 'ArrayExpression' || isText(reading, value)) return true;
  if (node.type === 'ConditionalExpression') return inner(node.consequent) && inner(node.alternate);
  if (node.type === 'LogicalExpression') return node.operator !== '&&' && inner(node.right);
  const constant = node.type === 'Identifier' ? constantValue(reading.tree, node) : undefined;
  if (constant && isSurelyThere(reading, constant, constant)) return true;
  // a property may be another one by the time of the site
  const isStill = node.type === 'Identifier' || isInside(value, site);
  return isStill && isProvenThere(reading.tree, value, nothingOf(reading, value));
}

/** What a constant is set to. */
function constantValue(tree: Tree, name: Node): Node | undefined {
  const variable = tree.variableOf(name);
  const declaration = variable?.defs[0]?.parent;
  // `let text;` has nothing yet where the code that sets it failed
  const isConst = declaration?.type === 'VariableDeclaration' && declaration.kind === 'const';
  const [source, ...more] = variable && isConst ? sourcesOf(tree, variable) : [];
  if (source?.kind !== 'value' || source.path.length > 0 || more.length > 0) return undefined;
  return source.node.range[1] <= name.range[0] ? source.node : undefined;
}

/** What a value may be beside a text. */
function nothingOf(reading: FileReading, value: Node): ReadonlySet<'undefined' | 'null'> {
  const kinds = valueKindsOf(reading, value);
  const isKnown = [...kinds].every((kind) => /^(?:string|list|missing|null)$/.test(kind));
  if (!isKnown) return new Set(['undefined', 'null']);
  return new Set([
    ...(kinds.has('missing') ? (['undefined'] as const) : []),
    ...(kinds.has('null') ? (['null'] as const) : []),
  ]);
}

/** The code of a value with each text whole that it has only a part of. */
function uncut(tree: Tree, value: Node, cuts: readonly CutText[]): string {
  const edits = cuts.flatMap(({ node, whole }): Edit[] => {
    if (!whole) return [];
    const text = tree.text.slice(...whole.range);
    return [
      {
        range: node.range,
        text: isPrimary(whole) || tree.parentOf(node)?.type === 'TemplateLiteral' ? text : `(${text})`,
      },
    ];
  });
  const [start] = value.range;
  return applyEdits(
    tree.text.slice(...value.range),
    edits.map(({ range, text }) => ({ range: [range[0] - start, range[1] - start], text })),
  );
}

/** An expression as `.length` can stand behind it. */
function grouped(node: Node, text: string): string {
  return isPrimary(node) ? text : `(${text})`;
}

function isPrimary(node: Node | undefined): boolean {
  return (
    node !== undefined &&
    /^(?:Identifier|MemberExpression|CallExpression|TemplateLiteral|ArrayExpression|TSNonNullExpression|ChainExpression)$/.test(
      node.type,
    )
  );
}

/** A constant in sight that was given the very same expression, if that is the result of a call. */
function constantOf({ tree }: FileReading, value: Node): string | undefined {
  if (value.type !== 'CallExpression') return undefined;
  const text = tree.quote(value, 1000);
  const home = tree.functionAround(value);
  for (const declarator of tree.all('VariableDeclarator')) {
    if (!declarator.init || declarator.id.type !== 'Identifier' || declarator.range[1] > value.range[0]) continue;
    const declaration = tree.parentOf(declarator);
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    const block = tree.parentOf(declaration);
    const inSight = block && block.range[0] <= value.range[0] && value.range[1] <= block.range[1];
    if (!inSight || tree.functionAround(declarator) !== home || tree.quote(unwrap(declarator.init), 1000) !== text)
      continue;
    const given = value.arguments.flatMap((argument) => identifiersIn(tree, argument));
    const same =
      declarator.init.type === 'CallExpression'
        ? declarator.init.arguments.flatMap((argument) => identifiersIn(tree, argument))
        : [];
    if (!given.every((identifier, i) => same[i] && tree.variableOf(identifier) === tree.variableOf(same[i]))) continue;
    // what is used in between may have been changed
    const isTouched = given.some((identifier) =>
      tree
        .variableOf(identifier)
        ?.references.some(({ identifier: { range } }) => declarator.range[1] < range[0] && range[1] < value.range[0]),
    );
    if (isTouched) continue;
    const steady = value.arguments.every((argument) => argument.type !== 'SpreadElement' && isSteady(tree, argument));
    if (steady && value.callee.type === 'MemberExpression' && tree.quote(value.callee) === 'JSON.stringify')
      return declarator.id.name;
  }
  return undefined;
}
