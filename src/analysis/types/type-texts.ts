import type { TSESTree } from '@typescript-eslint/types';
import {
  hole,
  importedAlternatives,
  isFixed,
  text,
  uniqueAlternatives,
  type Alternatives,
} from '../texts/alternatives.ts';
import { schemaFixes } from './schema-texts.ts';
import { isElementStep, KEYS, RESULT, partOfCollection, VALUES } from './collection-types.ts';
import { argumentsFor, NO_ARGUMENTS, type GivenText, type TypeArguments } from './type-arguments.ts';
import { enumMembers } from '../syntax/enum-members.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { NameText } from '../names/name-value.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { DEEPEST } from '../texts/text-reader.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { keyOf, type ClassNode, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

/** Types of zod that tell the type of the values of a schema. */
const INFERS = /^(?:infer|output|input|TypeOf)$/;

/** What the written types of one file allow a text to be. */
export class TypeTexts {
  readonly #tree: Tree;
  readonly #open: Node[];
  readonly #imported: ModuleSummaries['typeTexts'];
  readonly #values: (constant: Node, path: Path) => Alternatives;
  /** The length of the path that each declaration is being asked for. */
  readonly #asked = new Map<Node, number>();
  #looksFurther = false;
  /** What stands for the type parameters of the declaration that is being read. */
  #arguments: TypeArguments = NO_ARGUMENTS;
  /** What lies below a parameter that another file gives. */
  #given: GivenText | undefined;

  /**
   * @param open what is being read right now; types are read as deep inside it as expressions are
   * @param imported what another file says that a type of it allows
   * @param values what stands below a constant that `typeof` asks for
   */
  constructor(
    tree: Tree,
    open: Node[],
    imported: ModuleSummaries['typeTexts'],
    values: (constant: Node, path: Path) => Alternatives,
  ) {
    this.#tree = tree;
    this.#open = open;
    this.#imported = imported;
    this.#values = values;
  }

  /**
   * The same with a look at what other types and other files add to a type. For values that are not a caller's: those of a wrapper stay
   * its caller's, however they are typed.
   */
  further(type: Node, path: Path): Alternatives | undefined {
    const found = this.#further(NO_ARGUMENTS, () => this.of(type, path));
    return found?.some((parts) => parts.some(({ kind }) => kind === 'unknown')) ? undefined : found;
  }

  /** Texts or a bounded hole that a written type allows: unions of literals, enums, `keyof typeof X`, `typeof X[number]`. */
  of(type: Node, path: Path): Alternatives | undefined {
    if (this.#open.length > DEEPEST) return undefined;
    const [step, ...rest] = path;
    // a function and a class are called as the code calls them
    if (step === 'name' && rest.length === 0 && isOfCode(this.#tree, type)) return hole('bounded', type);
    switch (type.type) {
      case 'TSLiteralType': {
        const literal = type.literal as Node;
        if (path.length > 0) return undefined;
        if (literal.type === 'Literal')
          return typeof literal.value === 'string' ? text(literal.value, type) : hole('bounded', type);
        if (literal.type === 'TemplateLiteral' && literal.expressions.length === 0)
          return text(literal.quasis[0]?.value.cooked ?? '', type);
        return undefined;
      }
      case 'TSTemplateLiteralType':
        return path.length === 0 && (type as unknown as { types: Node[] }).types.every((one) => this.#isFew(one))
          ? hole('bounded', type)
          : undefined;
      case 'TSBooleanKeyword':
        return path.length === 0 ? hole('bounded', type) : undefined;
      case 'TSUnionType': {
        const members = type.types
          .filter((one) => !/^TS(?:Undefined|Null)Keyword$/.test(one.type))
          .map((one) => this.of(one, path));
        return members.length > 0 && members.every((one) => one !== undefined)
          ? uniqueAlternatives(members.flatMap((one) => [...one]))
          : undefined;
      }
      case 'TSIntersectionType':
        return this.#looksFurther ? firstKnown(type.types, (one) => this.of(one, path)) : undefined;
      case 'TSTypeLiteral':
      case 'TSInterfaceDeclaration':
        return typeof step === 'string' ? this.#ofMember(type, step, rest) : undefined;
      case 'TSArrayType':
        return isElementStep(step) && path.length > 0 ? this.of(type.elementType, rest) : undefined;
      case 'TSFunctionType':
        return step === RESULT && type.returnType ? this.of(type.returnType.typeAnnotation, rest) : undefined;
      case 'TSTupleType':
        return path.length > 0 ? this.#ofTuple(type, step, rest) : undefined;
      case 'TSMappedType':
        if (step === KEYS) return rest.length === 0 ? this.of(type.constraint, []) : undefined;
        return path.length > 0 && type.typeAnnotation ? this.of(type.typeAnnotation, rest) : undefined;
      case 'TSTypeOperator':
        if (type.operator === 'keyof' && path.length === 0) return hole('bounded', type);
        return type.typeAnnotation && type.operator === 'readonly' ? this.of(type.typeAnnotation, path) : undefined;
      case 'TSTypeQuery':
        return this.#ofTable(type, path);
      case 'TSIndexedAccessType':
        return path.length === 0 && (type.objectType.type === 'TSTypeQuery' || type.indexType.type === 'TSTypeOperator')
          ? hole('bounded', type)
          : this.of(type.objectType, [indexOf(type.indexType), ...path]);
      case 'TSTypeReference':
        return this.#ofReference(type, path);
      default:
        return undefined;
    }
  }

  #ofMember(type: Node, step: string, rest: Path): Alternatives | undefined {
    const members = typeMembers(type);
    const index = members.find((one) => one.type === 'TSIndexSignature');
    if (step === KEYS) return index || rest.length > 0 ? undefined : hole('bounded', type);
    const member = members.find((one) => keyOf(one) === step);
    if (!member && index?.typeAnnotation) return this.of(index.typeAnnotation.typeAnnotation, rest);
    if (!member && type.type === 'TSInterfaceDeclaration' && this.#looksFurther)
      return firstKnown(type.extends, ({ expression, typeArguments }) =>
        this.#named(expression, [step, ...rest], typeArguments?.params),
      );
    if (member?.type === 'TSMethodSignature' && member.returnType && rest[0] === RESULT)
      return this.of(member.returnType.typeAnnotation, rest.slice(1));
    return member?.type === 'TSPropertySignature' && member.typeAnnotation
      ? this.of(member.typeAnnotation.typeAnnotation, rest)
      : undefined;
  }

  /** `(typeof MODES)[Mode]`: few texts, where the table has no others. */
  #ofTable(type: TSESTree.TSTypeQuery, path: Path): Alternatives | undefined {
    const steps = [...path];
    let name: Node = type.exprName;
    for (; name.type === 'TSQualifiedName'; name = name.left) steps.unshift(name.right.name);
    if (steps.length === 0 || name.type !== 'Identifier' || this.#open.includes(type)) return undefined;
    this.#open.push(type);
    const texts = this.#values(name, steps);
    this.#open.pop();
    return texts.every(isFixed) ? hole('bounded', type) : undefined;
  }

  #ofTuple({ elementTypes }: TSESTree.TSTupleType, step: Path[number], rest: Path): Alternatives | undefined {
    if (!isElementStep(step)) return undefined;
    const index = step === undefined || step === VALUES ? undefined : Number(step);
    const elements = index === undefined ? elementTypes : elementTypes.slice(index, index + 1);
    const all = elements.map((one) => this.of(one.type === 'TSNamedTupleMember' ? one.elementType : one, rest));
    return all.length > 0 && all.every((one) => one !== undefined) ? uniqueAlternatives(all.flat()) : undefined;
  }

  #ofReference(type: TSESTree.TSTypeReference, path: Path): Alternatives | undefined {
    const name = type.typeName;
    const given = type.typeArguments?.params ?? [];
    const [argument] = given;
    const isOwn = name.type === 'Identifier' && this.#tree.variableOf(name)?.defs.length;
    const part = name.type === 'Identifier' && !isOwn ? partOfCollection(name.name, given, path) : undefined;
    if (part) return path.length > 0 ? this.of(part.type, part.path) : undefined;
    // `z.infer<typeof Channel>`
    if (name.type === 'TSQualifiedName' && argument?.type === 'TSTypeQuery' && INFERS.test(name.right.name))
      if (schemaFixes(this.#tree, argument.exprName, path)) return hole('bounded', type);
    if (
      name.type === 'Identifier' &&
      argument &&
      /^(?:Readonly|NonNullable|Required|Partial|Promise|Awaited|Exclude|Extract|Lowercase|Uppercase)$/.test(name.name)
    ) {
      return this.of(argument, path);
    }
    // the property of an object, whichever of them a type leaves
    if (name.type === 'Identifier' && argument && !isOwn && /^(?:Pick|Omit)$/.test(name.name) && this.#looksFurther)
      return path.length > 0 ? this.of(argument, path) : undefined;
    return name.type === 'TSQualifiedName' && name.left.type === 'Identifier'
      ? this.#named(name.left, path, given, name.right.name)
      : this.#named(name, path, given);
  }

  /**
   * What a declared type allows, for other files.
   * @param given how many types the other file gives for its parameters
   */
  declared(name: Node, path: Path, given: number): Alternatives | GivenText | undefined {
    const found = this.#further(NO_ARGUMENTS, () => this.#named(name, path, given));
    if (!found?.some(isOutside)) return found;
    return found.length === 1 ? this.#given : undefined;
  }

  #further<Found>(args: TypeArguments, read: () => Found): Found {
    const before = [this.#looksFurther, this.#arguments] as const;
    this.#looksFurther = true;
    this.#arguments = args;
    const found = read();
    [this.#looksFurther, this.#arguments] = before;
    return found;
  }

  /**
   * What the type of a name allows; nothing for names of values.
   * @param given what it is given for its type parameters, or how much another file gives
   * @param member the type that is meant where the name is that of a whole module
   */
  #named(name: Node, path: Path, given: readonly Node[] | number = [], member?: string): Alternatives | undefined {
    const variable = this.#tree.variableOf(name);
    if (!variable) return undefined;
    const declared = (declaration: Node, read: () => Alternatives | undefined) =>
      this.#looksFurther ? this.#further(argumentsFor(declaration, given, this.#arguments), read) : read();
    for (const source of sourcesOf(this.#tree, variable)) {
      if (source.kind === 'enum') return path.length === 0 ? enumTexts(source.node) : undefined;
      if (source.kind === 'class' && this.#looksFurther) {
        const { node } = source;
        return declared(node, () => this.#ofField(node, path));
      }
      if (source.kind === 'type') {
        const { node } = source;
        if (node.type === 'TSTypeAliasDeclaration')
          return declared(node, () => this.#guarded(node.typeAnnotation, path));
        if (node.type === 'TSInterfaceDeclaration') return declared(node, () => this.#guarded(node, path));
        if (node.type === 'TSTypeParameter') return this.#ofParameter(node, path);
      }
      if (source.kind === 'import') {
        const isModule = source.path.length === 0 && member !== undefined;
        const steps = [...source.path, ...(isModule ? [member] : []), ...path];
        const types = typeof given === 'number' ? [] : given;
        const texts = this.#looksFurther ? this.#imported(source.module, steps, types.length) : undefined;
        if (texts === 'bounded') return hole('bounded', name);
        if (texts && 'argument' in texts) {
          const type = types[texts.argument];
          return type && this.of(type, texts.path);
        }
        if (texts) return importedAlternatives(texts, name);
        // a text of an imported type is most often a union, also where that file does not tell it
        if (path.length === 0) return hole('unknown', name);
      }
    }
    return undefined;
  }

  /** What stands for a type parameter, or else its constraint: `N` of `interface Tool<N extends string> { name: N }`. */
  #ofParameter(parameter: TSESTree.TSTypeParameter, path: Path): Alternatives | undefined {
    const given = this.#arguments.get(parameter);
    if (given && 'outside' in given) {
      this.#given = { argument: given.outside, path };
      return hole('unknown', parameter);
    }
    const found = given && this.#further(given.within, () => this.#guarded(given.type, path));
    return found ?? (parameter.constraint ? this.#guarded(parameter.constraint, path) : undefined);
  }

  /** What a class says of one of its fields. */
  #ofField(node: ClassNode, [step, ...rest]: Path): Alternatives | undefined {
    const type = typeof step === 'string' ? fieldOf(node, step)?.type : undefined;
    return type && this.#guarded(type, rest);
  }

  #isFew(type: Node): boolean {
    return this.of(type, [])?.some(isOutside) === false;
  }

  /** Aliases may be circular; one that is asked for less of its path, as `Step` of `{ sub: Step[] }`, is not. */
  #guarded(type: Node, path: Path): Alternatives | undefined {
    const before = this.#asked.get(type) ?? Infinity;
    if (before <= path.length) return undefined;
    this.#asked.set(type, path.length);
    this.#open.push(type);
    const alternatives = this.of(type, path);
    this.#open.pop();
    this.#asked.set(type, before);
    return alternatives;
  }
}

/** Whether another file gives what a text is. */
function isOutside(parts: NameText): boolean {
  return parts.some(({ kind, node }) => kind === 'unknown' && node.type === 'TSTypeParameter');
}

/** Whether the values of a type are functions or classes, and it says nothing else of their `name`. */
function isOfCode(tree: Tree, type: Node): boolean {
  if (type.type === 'TSFunctionType' || type.type === 'TSConstructorType') return true;
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const { name } = type.typeName;
    return /^(?:Callable|Newable)?Function$/.test(name) && !tree.variableOf(type.typeName)?.defs.length;
  }
  if (type.type === 'TSTypeQuery') return type.exprName.type === 'Identifier' && isClassName(tree, type.exprName);
  const members = type.type === 'TSTypeLiteral' || type.type === 'TSInterfaceDeclaration' ? typeMembers(type) : [];
  return (
    members.some((one) => /^TS(?:Call|Construct)SignatureDeclaration$/.test(one.type)) &&
    !members.some((one) => keyOf(one) === 'name')
  );
}

/** Whether a name is that of a class or a function, as far as this file shows: one of the language or an import is called like a class. */
function isClassName(tree: Tree, name: TSESTree.Identifier): boolean {
  const variable = tree.variableOf(name);
  const [source] = variable ? sourcesOf(tree, variable) : [];
  if (source && source.kind !== 'import') return source.kind === 'class' || source.kind === 'function';
  return /^\p{Lu}.*\p{Ll}/u.test(name.name);
}

/** The property that an index type asks for, where it is one. */
function indexOf(type: Node): string | undefined {
  const literal = type.type === 'TSLiteralType' ? (type.literal as Node) : undefined;
  return literal?.type === 'Literal' ? String(literal.value) : undefined;
}

/** The first answer that there is. */
function firstKnown<One>(all: readonly One[], ask: (one: One) => Alternatives | undefined): Alternatives | undefined {
  for (const one of all) {
    const found = ask(one);
    if (found) return found;
  }
  return undefined;
}

function enumTexts(node: TSESTree.TSEnumDeclaration): Alternatives {
  const members = enumMembers(node);
  const texts = members.flatMap(({ value }): NameText[] =>
    value?.type === 'Literal' && typeof value.value === 'string'
      ? [[{ kind: 'text', text: value.value, node: value }]]
      : [],
  );
  return texts.length === members.length && texts.length > 0 ? texts : [...texts, ...hole('bounded', node)];
}
