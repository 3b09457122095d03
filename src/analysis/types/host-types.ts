import { isOtherTracing, typeRole, type Role } from '../catalogue/roles.ts';
import type { Node } from '../syntax/tree.ts';

/** What the type checker of the host tells, where the file itself does not. Each question is asked of one expression, when it is needed. */
export interface HostTypes {
  /** What a value is by its type, where a package of OpenTelemetry declares that type. */
  roleOf(expression: Node): Role | undefined;
  /** Whether another tracing library declares the type of a value. */
  isOtherTracing(expression: Node): boolean;
  /**
   * The members of a type that is a closed list of literals or enum members: its text for a string, nothing for a number or a boolean.
   * @returns nothing where the value can be anything else
   */
  membersOf(expression: Node): readonly (string | undefined)[] | undefined;
}

/** A host without a type checker, or one that is not to be asked. */
export const NO_HOST_TYPES: HostTypes = {
  roleOf: () => undefined,
  isOtherTracing: () => false,
  membersOf: () => undefined,
};

/** The part of TypeScript's `Type` that is asked; the same from TypeScript 4 to 6. Flags are numbers that move between versions, so none is read. */
interface CheckerType {
  readonly types?: readonly CheckerType[];
  readonly value?: unknown;
  isUnion(): boolean;
  isStringLiteral(): boolean;
  isNumberLiteral(): boolean;
  getSymbol(): CheckerSymbol | undefined;
}

interface CheckerSymbol {
  readonly name: string;
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[];
}

interface Checker {
  getNonNullableType(type: CheckerType): CheckerType;
  getBaseConstraintOfType(type: CheckerType): CheckerType | undefined;
  typeToString(type: CheckerType): string;
}

/** The part of the parser services of typescript-eslint that is used. */
interface ParserServices {
  readonly program?: { getTypeChecker(): Checker } | null;
  readonly getTypeAtLocation?: (node: Node) => CheckerType;
}

/**
 * The types of a host that parsed the file with type information (`projectService` of typescript-eslint).
 * @param services `sourceCode.parserServices`, of whichever parser
 */
export function hostTypesOf(services: unknown): HostTypes {
  const { program, getTypeAtLocation } = (services ?? {}) as ParserServices;
  if (!program || typeof getTypeAtLocation !== 'function') return NO_HOST_TYPES;
  const checked = <Answer>(expression: Node, read: (type: CheckerType, checker: Checker) => Answer) => {
    try {
      const checker = program.getTypeChecker();
      return read(checker.getNonNullableType(getTypeAtLocation(expression)), checker);
    } catch {
      // a node that another processor made, or a fault of the checker: the type is not known
      return undefined;
    }
  };
  return {
    roleOf: (expression) => checked(expression, roleOfType),
    isOtherTracing: (expression) =>
      checked(expression, (type) => {
        const module = declaringPackage(type.getSymbol());
        return module !== undefined && isOtherTracing(module);
      }) === true,
    membersOf: (expression) => checked(expression, literalMembers),
  };
}

function roleOfType(type: CheckerType): Role | undefined {
  const roles = new Set((type.isUnion() ? (type.types ?? []) : [type]).map((one) => roleOfSymbol(one.getSymbol())));
  const [role] = roles;
  return roles.size === 1 ? role : undefined;
}

function roleOfSymbol(symbol: CheckerSymbol | undefined): Role | undefined {
  const module = declaringPackage(symbol);
  return module?.startsWith('@opentelemetry/') && symbol ? typeRole(module, [symbol.name]) : undefined;
}

/** The published package whose declarations declare a type; nothing for types of the project. */
function declaringPackage(symbol: CheckerSymbol | undefined): string | undefined {
  const [declaration] = symbol?.declarations ?? [];
  const file = declaration?.getSourceFile().fileName.replaceAll('\\', '/') ?? '';
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function literalMembers(type: CheckerType, checker: Checker): readonly (string | undefined)[] | undefined {
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const closed = constraint.isUnion() ? (constraint.types ?? []) : [constraint];
  const members = closed
    .filter((one) => !/^(?:undefined|null)$/.test(checker.typeToString(one)))
    .map((one) => {
      if (one.isStringLiteral()) return { text: String(one.value) };
      return one.isNumberLiteral() || /^(?:true|false)$/.test(checker.typeToString(one)) ? {} : undefined;
    });
  return members.length > 0 && members.every((one) => one !== undefined)
    ? members.map((one) => ('text' in one ? one.text : undefined))
    : undefined;
}
