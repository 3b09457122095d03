import { isOtherTracing } from '../catalogue/roles.ts';
import { mayBeTracer } from './likely-origin.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import type { Node } from '../syntax/tree.ts';

/**
 * Whether a written assertion tells more than where a value comes from: that is not known, or shown by a name alone.
 * @param own where it comes from by itself
 */
export function mayBeAsserted(own: Origin | undefined): boolean {
  if (own?.kind === 'role') return own.likely === true;
  return !own || own.kind === 'below' || (own.kind === 'module' && !isOtherTracing(own.module));
}

/**
 * The origin that the outermost assertion around a value tells: `context.get('otel') as Tracer`, `<Tracer>value`, `value as unknown as
 * Tracer`. What `satisfies` is a check and no assertion, and `any` and `unknown` tell nothing.
 */
export function assertedOrigin(reader: OriginReader, expression: Node): Origin | undefined {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const told = reader.ofType(expression.typeAnnotation);
      // a tracer of the project's own type may well be one of OpenTelemetry
      if (told) return mayBeTracer(reader, told) ? undefined : told;
      return assertedOrigin(reader, expression.expression);
    }
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return assertedOrigin(reader, expression.expression);
    case 'AwaitExpression':
      return assertedOrigin(reader, expression.argument);
    case 'SequenceExpression': {
      const last = expression.expressions.at(-1);
      return last && assertedOrigin(reader, last);
    }
    default:
      return undefined;
  }
}
