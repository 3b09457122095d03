import type { TSESTree } from '@typescript-eslint/types';
import { typeMembers } from '../syntax/type-members.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { enumMembers, isTextMember } from '../syntax/enum-members.ts';
import type { Node } from '../syntax/tree.ts';
import { accessedType, writtenOrMissing, type TypeSource, type WrittenType } from './written-types.ts';

/**
 * What all values of a type may be asked to be. `present`: neither `undefined` nor `null`. `json`: neither `undefined` nor a function, of
 * which `JSON.stringify` makes no text. `text`: a text.
 */
export type Certainty = 'present' | 'json' | 'text';

const DEEPEST = 12;
/** Members of a union that something else rules out. */
const WITHOUT = {
  undefined: /^TS(?:Undefined|Void|Never)Keyword$/,
  nullish: /^TS(?:Undefined|Void|Never|Null)Keyword$/,
};

/** Types of the language whose values are always objects. Source: ECMAScript 2025, TypeScript 5.9, lib.dom. */
const OBJECTS =
  /^(?:Array|ReadonlyArray|\w+Array|Map|ReadonlyMap|Set|ReadonlySet|WeakMap|WeakSet|Record|Pick|Omit|Promise|PromiseLike|Date|RegExp|\w*Error|ArrayBuffer|Buffer|URL|URLSearchParams|Headers|Request|Response|FormData|Blob|File|Event|\w+Event|String|Number|Boolean|Object|Iterable|AsyncIterable)$/;
/** Types of the language that are what their first argument is. */
const SAME = /^(?:Readonly|Required|Partial)$/;
const TEXTS = /^(?:Lowercase|Uppercase|Capitalize|Uncapitalize)$/;

/** Whether a value is certain to be there, or to be a text, by what is written of its type. */
export function isCertain(source: TypeSource, expression: Node, wanted: Certainty): boolean {
  const written = writtenOrMissing(source, expression);
  return written !== undefined && isCertainlyOf(source, expression, written, wanted);
}

function isCertainlyOf(
  source: TypeSource,
  expression: Node,
  { type, optional, unchecked, without }: WrittenType,
  wanted: Certainty,
): boolean {
  if (optional || unchecked) return false;
  const isIt = isAlways(source, type, wanted, without);
  if (!isIt || (expression.type !== 'TSAsExpression' && expression.type !== 'TSTypeAssertion')) return isIt;
  // an assertion is believed where nothing else is known of the value
  const before = writtenOrMissing(source, expression.expression);
  return before?.type === type || !before || isCertainlyOf(source, expression.expression, before, wanted);
}

/**
 * Whether all values of a written type are there, or are texts. Types that are not in sight may be anything.
 * @param without what something else rules out
 */
export function isAlways(source: TypeSource, type: Node, wanted: Certainty, without?: WrittenType['without']): boolean {
  return always({ source, wanted, without, given: new Map(), open: new Set(), depth: 0 }, type);
}

interface Question {
  readonly source: TypeSource;
  readonly wanted: Certainty;
  readonly without: WrittenType['without'];
  /** What the arguments of an alias say of its parameters. */
  readonly given: ReadonlyMap<Node, boolean>;
  /** Aliases that are being looked through. */
  readonly open: ReadonlySet<Node>;
  readonly depth: number;
}

function always(question: Question, type: Node): boolean {
  const { wanted, without, depth } = question;
  if (depth > DEEPEST) return false;
  const inner = (one: Node) => always({ ...question, depth: depth + 1 }, one);
  const isSomething = wanted !== 'text';
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return true;
    case 'TSLiteralType': {
      const literal = type.literal as Node;
      return isSomething || literal.type === 'TemplateLiteral' || (literal.type === 'Literal' && isString(literal));
    }
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSObjectKeyword':
    case 'TSArrayType':
    case 'TSTupleType':
    case 'TSThisType':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return isSomething;
    case 'TSEnumDeclaration':
      return isSomething || enumMembers(type).every(isTextMember);
    case 'TSNullKeyword':
      return wanted === 'json';
    case 'TSFunctionType':
    case 'TSConstructorType':
      return wanted === 'present';
    case 'TSTypeLiteral':
    case 'TSInterfaceDeclaration': {
      const isCalled = typeMembers(type).some((member) => member.type === 'TSCallSignatureDeclaration');
      return isSomething && !(isCalled && wanted === 'json');
    }
    case 'TSMappedType':
      // `{ [K in keyof T]: … }` of `undefined` is `undefined`
      return isSomething && (!isKeyOf(type.constraint) || inner(type.constraint.typeAnnotation));
    case 'TSUnionType': {
      const types = without ? type.types.filter((one) => !WITHOUT[without].test(one.type)) : type.types;
      return types.length > 0 && types.every(inner);
    }
    case 'TSIntersectionType':
      return type.types.some(inner);
    case 'TSConditionalType':
      return inner(type.trueType) && inner(type.falseType);
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation !== undefined && inner(type.typeAnnotation);
    case 'TSIndexedAccessType': {
      const member = accessedType(question.source, type);
      return member !== undefined && (!member.optional || without !== undefined) && inner(member.type);
    }
    case 'TSTypeReference':
      return ofReference(question, type);
    default:
      return false;
  }
}

function isString(literal: TSESTree.Literal): boolean {
  return typeof literal.value === 'string';
}

function isKeyOf(type: Node): type is TSESTree.TSTypeOperator & { readonly typeAnnotation: TSESTree.TypeNode } {
  return type.type === 'TSTypeOperator' && type.operator === 'keyof' && type.typeAnnotation !== undefined;
}

function ofReference(question: Question, type: TSESTree.TSTypeReference): boolean {
  const { source, wanted, given, open } = question;
  const { typeName } = type;
  const params = type.typeArguments?.params ?? [];
  const inner = (one: Node, more: Partial<Question> = {}) =>
    always({ ...question, depth: question.depth + 1, ...more }, one);
  const variable = source.tree.variableOf(typeName.type === 'TSQualifiedName' ? typeName.left : typeName);
  const sources = variable ? sourcesOf(source.tree, variable) : [];
  if (sources.length === 0) return typeName.type === 'Identifier' && ofLanguage(question, typeName.name, params[0]);
  return sources.some((one) => {
    switch (one.kind) {
      case 'class':
        return typeName.type === 'Identifier' && inner(one.node);
      case 'enum':
        return inner(one.node);
      case 'import':
        return source.origins.importedType(typeName)?.certain.includes(wanted) === true;
      case 'type':
        return typeName.type === 'Identifier' && declared(one.node);
      default:
        return false;
    }
  });

  function declared(node: Node): boolean {
    if (node.type === 'TSInterfaceDeclaration') return inner(node);
    if (node.type === 'TSTypeParameter') return given.get(node) ?? (node.constraint ? inner(node.constraint) : false);
    if (node.type !== 'TSTypeAliasDeclaration' || open.has(node)) return false;
    const answers = (node.typeParameters?.params ?? []).map((parameter, i): [Node, boolean] => {
      const argument = params[i] ?? parameter.default;
      return [parameter, argument ? inner(argument) : false];
    });
    return inner(node.typeAnnotation, { given: new Map([...given, ...answers]), open: new Set([...open, node]) });
  }
}

/** What a type of the language says, by its name and its first argument. */
function ofLanguage(question: Question, name: string, argument: Node | undefined): boolean {
  const deeper = { ...question, depth: question.depth + 1 };
  if (TEXTS.test(name)) return true;
  if (name === 'NonNullable')
    return (
      argument !== undefined && (question.wanted === 'present' || always({ ...deeper, without: 'nullish' }, argument))
    );
  if (SAME.test(name)) return argument !== undefined && always(deeper, argument);
  return question.wanted !== 'text' && OBJECTS.test(name);
}
